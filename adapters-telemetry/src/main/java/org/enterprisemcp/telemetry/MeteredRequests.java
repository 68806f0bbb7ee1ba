package org.enterprisemcp.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.AttemptSpan;
import org.enterprisemcp.domain.port.AttemptStart;
import org.enterprisemcp.domain.port.CallObserver;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;

/** Measures requests and the attempts at the upstream that they make. */
final class MeteredRequests implements RequestObserver {

    /** The bounds that the semantic conventions of MCP ask for. */
    private static final List<Double> OPERATION_BOUNDS =
            List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

    /** Those that the conventions of HTTP ask for. */
    private static final List<Double> HTTP_BOUNDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    private static final int CLASS = 100;
    private static final int FIRST_ERROR = 400;
    private static final double NANOS = 1e9;

    private final Clock clock;
    private final Metrics.Histogram operations;
    private final Metrics.Histogram attempts;
    private final Metrics.Counter retries;

    MeteredRequests(Metrics metrics, Clock clock) {
        this.clock = clock;
        this.operations = metrics.histogram(
                "mcp.server.operation.duration",
                "s",
                "Requests of MCP clients, from their coming to their answer.",
                OPERATION_BOUNDS,
                Names.METHOD,
                Names.TOOL,
                Names.ERA,
                Names.TRANSPORT,
                Names.OUTCOME,
                Names.ERROR);
        this.attempts = metrics.histogram(
                "http.client.request.duration",
                "s",
                "Requests to the upstream, each attempt by itself.",
                HTTP_BOUNDS,
                Names.HTTP_METHOD,
                Names.SERVER_ADDRESS,
                Names.STATUS_CLASS,
                Names.ERROR);
        this.retries = metrics.counter(
                "enterprise_mcp.upstream.retries",
                "{attempt}",
                "Attempts that followed one that failed.",
                Names.HTTP_METHOD,
                Names.SERVER_ADDRESS);
    }

    /** What the network is to the semantic conventions. */
    static String network(RequestStart.Transport transport) {
        return transport == RequestStart.Transport.STDIO ? "pipe" : "tcp";
    }

    /** The outcome in a word. */
    static String outcome(RequestSpan.End end, boolean failed) {
        return switch (end.outcome()) {
            case ANSWERED -> failed ? "tool_error" : "ok";
            case REFUSED -> "refused";
            case CONTINUED, CANCELLED -> end.outcome().name().toLowerCase(Locale.ROOT);
        };
    }

    /** The kind of error; empty where there is none. Our own code says more than the protocol's. */
    static String error(RequestSpan.End end, Optional<Optional<ErrorCode>> failure) {
        if (failure.isPresent()) {
            return failure.get().map(ErrorCode::name).orElse("INTERNAL");
        }
        return end.rpcCode().isPresent() ? Integer.toString(end.rpcCode().getAsInt()) : "";
    }

    /** The kind of error of an attempt; empty where there is none. */
    static String error(AttemptSpan.Result result) {
        int status = result.status().orElse(0);
        return result.problem().orElse(status >= FIRST_ERROR ? Integer.toString(status) : "");
    }

    @Override
    public RequestSpan began(RequestStart request) {
        return new Metered(request);
    }

    private double since(Instant begin) {
        return Duration.between(begin, clock.instant()).toNanos() / NANOS;
    }

    private final class Metered implements RequestSpan {

        private final RequestStart start;
        private final Instant begin = clock.instant();
        private volatile Optional<Optional<ErrorCode>> failure = Optional.empty();

        Metered(RequestStart start) {
            this.start = start;
        }

        @Override
        public Optional<String> traceId() {
            return Optional.empty();
        }

        @Override
        public AttemptSpan attempt(AttemptStart attempt) {
            if (attempt.number() > 1) {
                retries.count(attempt.method(), attempt.host());
            }
            return new MeteredAttempt(attempt);
        }

        @Override
        public void called(CallObserver.Observation call) {
            // The request as a whole is measured.
        }

        @Override
        public void failed(Optional<ErrorCode> code) {
            failure = Optional.of(code);
        }

        @Override
        public void ended(End end) {
            operations.record(
                    since(begin),
                    start.method(),
                    start.tool().orElse(""),
                    start.era(),
                    network(start.transport()),
                    outcome(end, failure.isPresent()),
                    error(end, failure));
        }
    }

    private final class MeteredAttempt implements AttemptSpan {

        private final AttemptStart start;
        private final Instant begin = clock.instant();

        MeteredAttempt(AttemptStart start) {
            this.start = start;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public void ended(Result result) {
            attempts.record(
                    since(begin),
                    start.method(),
                    start.host(),
                    result.status().isPresent() ? result.status().getAsInt() / CLASS + "xx" : "none",
                    error(result));
        }
    }
}
