package org.enterprisemcp.bootstrap;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.Optional;
import org.enterprisemcp.domain.port.Settings;

/** All that this server has for its operators, put together; with {@code DEBUG=false} it is nothing. */
final class OperatorPages implements AutoCloseable {

    private final Optional<OperatorLogin> login;
    private final Optional<DebugPages> debug;
    private final Optional<RecentLogs> logs;

    private OperatorPages(Optional<OperatorLogin> login, Optional<DebugPages> debug, Optional<RecentLogs> logs) {
        this.login = login;
        this.debug = debug;
        this.logs = logs;
    }

    /** Puts it together; it holds nothing when the pages are off. */
    static OperatorPages of(Settings settings, Assembly assembly) {
        OperatorSettings operators = assembly.config().operators();
        if (!operators.debug()) {
            return new OperatorPages(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<OperatorLogin> login = operators.login().map(OperatorLogin::new);
        RecentLogs logs = RecentLogs.listening();
        DebugPages pages = new DebugPages(
                new OperatorDoor(operators, login),
                new ServerInfo(settings, assembly, KeptState.of(assembly.proxy())),
                logs,
                assembly.credentialTest());
        return new OperatorPages(login, Optional.of(pages), Optional.of(logs));
    }

    /**
     * Registers the pages; whatever is registered later is not reached.
     *
     * @param nothingHere what answers on all paths that nobody registered
     */
    void register(HttpRouting.Builder routing, Handler nothingHere) {
        debug.ifPresent(pages -> routing.register("/debug", pages));
        login.ifPresentOrElse(way -> way.register(routing, nothingHere), () -> routing.any(nothingHere));
    }

    @Override
    public void close() {
        logs.ifPresent(RecentLogs::close);
    }
}
