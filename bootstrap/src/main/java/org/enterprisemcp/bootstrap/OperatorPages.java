package org.enterprisemcp.bootstrap;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.Optional;
import org.enterprisemcp.bootstrap.log.RecentLogs;
import org.enterprisemcp.bootstrap.operator.DebugPages;
import org.enterprisemcp.bootstrap.operator.OperatorDoor;
import org.enterprisemcp.bootstrap.operator.OperatorLogin;
import org.enterprisemcp.bootstrap.settings.OperatorSettings;
import org.enterprisemcp.domain.port.Settings;

/** All that this server has for its operators, put together; with {@code DEBUG=false} it is nothing. */
final class OperatorPages implements AutoCloseable {

    private final Optional<OperatorLogin> login;
    private final Optional<DebugPages> debug;
    private final Optional<RecentLogs> logs;

    private final Handler nothingHere;

    private OperatorPages(
            Optional<OperatorLogin> login, Optional<DebugPages> debug, Optional<RecentLogs> logs, Handler nothingHere) {
        this.nothingHere = nothingHere;
        this.login = login;
        this.debug = debug;
        this.logs = logs;
    }

    /**
     * Puts it together; it holds nothing when the pages are off.
     *
     * @param nothingHere what answers on all paths that nobody registered
     */
    static OperatorPages of(Settings settings, Assembly assembly, Handler nothingHere) {
        OperatorSettings operators = assembly.config().operators();
        if (!operators.debug()) {
            return new OperatorPages(Optional.empty(), Optional.empty(), Optional.empty(), nothingHere);
        }
        Optional<OperatorLogin> login = operators.login().map(OperatorLogin::new);
        RecentLogs logs = RecentLogs.listening();
        DebugPages pages = new DebugPages(
                new OperatorDoor(operators, login, nothingHere),
                new ServerInfo(settings, assembly, KeptState.of(assembly.proxy()))::facts,
                logs,
                assembly.credentialTest());
        return new OperatorPages(login, Optional.of(pages), Optional.of(logs), nothingHere);
    }

    /** Registers the pages; whatever is registered later is not reached. */
    void register(HttpRouting.Builder routing) {
        debug.ifPresent(pages -> routing.register("/debug", pages));
        login.ifPresentOrElse(way -> way.register(routing, nothingHere), () -> routing.any(nothingHere));
    }

    @Override
    public void close() {
        logs.ifPresent(RecentLogs::close);
    }
}
