package org.enterprisemcp.bootstrap;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.enterprisemcp.bootstrap.log.RecentLogs;
import org.enterprisemcp.bootstrap.operator.DebugPages;
import org.enterprisemcp.bootstrap.operator.OperatorDoor;
import org.enterprisemcp.bootstrap.operator.OperatorLogin;
import org.enterprisemcp.bootstrap.settings.OperatorSettings;
import org.enterprisemcp.bootstrap.settings.TelemetrySettings;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.telemetry.Telemetry;

/** All that this server has for its operators, put together; with {@code DEBUG=false} it has no pages. */
final class OperatorPages implements AutoCloseable {

    private final Optional<OperatorLogin> login;
    private final Optional<DebugPages> debug;
    private final Optional<RecentLogs> logs;

    private final OperatorDoor door;
    private final ServerInfo info;
    private final String path;
    private final Handler nothingHere;

    private OperatorPages(
            OperatorDoor door,
            ServerInfo info,
            String path,
            Optional<OperatorLogin> login,
            Optional<DebugPages> debug,
            Optional<RecentLogs> logs,
            Handler nothingHere) {
        this.door = door;
        this.info = info;
        this.path = path;
        this.nothingHere = nothingHere;
        this.login = login;
        this.debug = debug;
        this.logs = logs;
    }

    /**
     * Puts it together; it holds nothing when the pages are off.
     *
     * @param live how much there is of what lives in this process only
     * @param nothingHere what answers on all paths that nobody registered
     */
    static OperatorPages of(
            Settings settings, Assembly assembly, Supplier<Map<String, Long>> live, Handler nothingHere) {
        OperatorSettings operators = assembly.config().operators();
        ServerInfo info = new ServerInfo(settings, assembly, KeptState.of(assembly, live));
        Optional<OperatorLogin> login = operators
                .login()
                .filter(_ -> operators.debug())
                .map(who -> new OperatorLogin(who, assembly.config().trustedProxies()));
        OperatorDoor door = new OperatorDoor(operators, login, nothingHere);
        if (!operators.debug()) {
            return new OperatorPages(
                    door, info, assembly.path(), login, Optional.empty(), Optional.empty(), nothingHere);
        }
        RecentLogs logs = RecentLogs.listening();
        DebugPages pages = new DebugPages(door, info::facts, assembly.series()::shown, logs, assembly.credentialTest());
        return new OperatorPages(
                door, info, assembly.path(), login, Optional.of(pages), Optional.of(logs), nothingHere);
    }

    /** Who asks, if it is an operator. */
    Optional<String> operator(ServerRequest request) {
        return door.operator(request);
    }

    /** Whether they can sign in with a browser. */
    boolean hasLogin() {
        return login.isPresent();
    }

    ServerInfo info() {
        return info;
    }

    /** Whether whoever asks is an operator; for this DEBUG does not matter. */
    boolean isOperator(ServerRequest request) {
        return door.operator(request).isPresent();
    }

    /** What operators see of this instance wherever they look; no counts, for which the store would be asked. */
    Map<String, Object> facts() {
        return info.instance();
    }

    /** Registers the page of metrics, where there is one. For this {@code DEBUG} does not matter. */
    void registerMetrics(HttpRouting.Builder routing, TelemetrySettings settings, Optional<Telemetry> telemetry) {
        if (settings.metrics() == TelemetrySettings.Readers.OFF) {
            return;
        }
        telemetry.ifPresent(measured -> new LinkedHashSet<>(List.of("", path)).forEach(prefix -> {
            if (settings.metrics() == TelemetrySettings.Readers.GUARDED) {
                routing.any(prefix + MetricsPage.PATH, door);
            }
            routing.any(prefix + MetricsPage.PATH, new MetricsPage(measured::prometheus));
        }));
    }

    /** Registers the pages; whatever is registered later is not reached. */
    void register(HttpRouting.Builder routing) {
        debug.ifPresent(pages ->
                new LinkedHashSet<>(List.of("", path)).forEach(prefix -> routing.register(prefix + "/debug", pages)));
        login.ifPresentOrElse(way -> way.register(routing, nothingHere), () -> routing.any(nothingHere));
    }

    @Override
    public void close() {
        logs.ifPresent(RecentLogs::close);
    }
}
