package org.enterprisemcp.telemetry;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.TargetLoad;
import org.enterprisemcp.telemetry.Metrics.Point;

/**
 * What is measured and traced. Metrics are counted here whether anybody collects them by OTLP or not; the classes of OpenTelemetry are
 * loaded only where something is exported.
 */
public final class Telemetry implements AutoCloseable {

    /** The metric that only tells of the process. */
    static final String TARGET_INFO = "target_info";

    private final Metrics metrics = new Metrics();
    private final Metrics.Counter grants;
    private final Optional<OtlpExport> export;
    private final RequestObserver requests;

    private Telemetry(Options options, Clock clock) {
        Map<String, String> about = Map.of("service.name", options.service(), "service.version", options.version());
        metrics.gauge(TARGET_INFO, "", "This process.", () -> List.of(Point.of(about, 1)));
        RequestObserver metered = new MeteredRequests(metrics, clock);
        grants = metrics.counter(
                "enterprise_mcp.grants", "{event}", "Logins, renewals and ends of grants.", Names.EVENT, Names.OUTCOME);
        JvmMetrics.declare(metrics);
        export = options.export().map(where -> new OtlpExport(where, options, metrics, clock));
        requests = export.map(where -> metered.and(where.requests())).orElse(metered);
    }

    /**
     * What it is told when it is made.
     *
     * @param service the name of this service
     * @param version its version
     * @param export where traces and metrics are sent; empty for nowhere
     * @param principalHash how a caller's name is written where it must not be read
     */
    public record Options(
            String service, String version, Optional<ExportOptions> export, UnaryOperator<String> principalHash) {}

    /** Begins to measure, and to export where that is wanted. */
    public static Telemetry begin(Options options, Clock clock) {
        return new Telemetry(options, clock);
    }

    /** Sees each request. */
    public RequestObserver requests() {
        return requests;
    }

    /** Sees what becomes of logins and of the tokens behind them. */
    public GrantObserver grants() {
        return event -> grants.count(
                event.subject().name().toLowerCase(Locale.ROOT), event.name().toLowerCase(Locale.ROOT));
    }

    /** Looks up how far the limits of calls upstream are used, when somebody reads. */
    public void watchLoads(Supplier<? extends Collection<TargetLoad>> loads) {
        Loads.declare(metrics, loads);
    }

    /** Looks up how many sessions there are, when somebody reads. */
    public void watchSessions(IntSupplier sessions) {
        metrics.gauge(
                "enterprise_mcp.sessions",
                "{session}",
                "Sessions of clients that have some.",
                () -> List.of(Point.of(Map.of(), sessions.getAsInt())));
    }

    /** Looks up how many streams are open that last as long as their clients like, when somebody reads. */
    public void watchStreams(IntSupplier streams) {
        metrics.gauge(
                "enterprise_mcp.streams",
                "{stream}",
                "Open streams of clients that listen.",
                () -> List.of(Point.of(Map.of(), streams.getAsInt())));
    }

    /** All metrics, in Prometheus's text format. */
    public String prometheus() {
        return PrometheusText.of(metrics.read());
    }

    /** Sends what is left, as far as that works in a short time. */
    @Override
    public void close() {
        export.ifPresent(OtlpExport::close);
    }
}
