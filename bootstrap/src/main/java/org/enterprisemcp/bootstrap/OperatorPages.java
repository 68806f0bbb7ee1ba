package org.enterprisemcp.bootstrap;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.log.RecentLogs;
import org.enterprisemcp.bootstrap.operator.DebugPages;
import org.enterprisemcp.bootstrap.operator.OperatorDoor;
import org.enterprisemcp.bootstrap.operator.OperatorLogin;
import org.enterprisemcp.bootstrap.settings.OperatorSettings;
import org.enterprisemcp.domain.port.Settings;

/** All that this server has for its operators, put together; with {@code DEBUG=false} it has no pages. */
final class OperatorPages implements AutoCloseable {

    private final Optional<OperatorLogin> login;
    private final Optional<DebugPages> debug;
    private final Optional<RecentLogs> logs;

    private final OperatorDoor door;
    private final ServerInfo info;
    private final Handler nothingHere;

    private OperatorPages(
            Optional<OperatorLogin> login,
            Optional<DebugPages> debug,
            Optional<RecentLogs> logs,
            OperatorDoor door,
            ServerInfo info,
            Handler nothingHere) {
        this.door = door;
        this.info = info;
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
        ServerInfo info = new ServerInfo(settings, assembly, KeptState.of(assembly.proxy()));
        if (!operators.debug()) {
            return new OperatorPages(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new OperatorDoor(operators, Optional.empty(), nothingHere),
                    info,
                    nothingHere);
        }
        Optional<OperatorLogin> login = operators.login().map(OperatorLogin::new);
        OperatorDoor door = new OperatorDoor(operators, login, nothingHere);
        RecentLogs logs = RecentLogs.listening();
        DebugPages pages = new DebugPages(door, info::facts, logs, assembly.credentialTest());
        return new OperatorPages(login, Optional.of(pages), Optional.of(logs), door, info, nothingHere);
    }

    /** Whether whoever asks is an operator; for this DEBUG does not matter. */
    boolean isOperator(ServerRequest request) {
        return door.admits(request);
    }

    /** What operators see of this instance wherever they look; no counts, for which the store would be asked. */
    Map<String, Object> facts() {
        return info.instance();
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
