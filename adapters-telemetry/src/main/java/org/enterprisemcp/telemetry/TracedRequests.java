package org.enterprisemcp.telemetry;

import static org.enterprisemcp.telemetry.MeteredRequests.error;
import static org.enterprisemcp.telemetry.MeteredRequests.network;
import static org.enterprisemcp.telemetry.MeteredRequests.outcome;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.AttemptSpan;
import org.enterprisemcp.domain.port.AttemptStart;
import org.enterprisemcp.domain.port.CallObserver;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request of a client, and below it one for each request to the upstream. Parents are handed on as values; nothing is
 * ever put into a thread's context.
 */
final class TracedRequests implements RequestObserver {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final int MOST_HASHES = 1_000;
    private static final ParentReader PARENT = new ParentReader();

    private final Tracer tracer;
    private final UnaryOperator<String> hash;

    /** A hash costs more than all else that is done for a span, and the same callers come again and again. */
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    /** @param hash how names are written that must not be read */
    TracedRequests(Tracer tracer, UnaryOperator<String> hash) {
        this.tracer = tracer;
        this.hash = hash;
    }

    @Override
    public RequestSpan began(RequestStart request) {
        Context parent = request.parent()
                .map(known -> W3C.extract(Context.root(), known, PARENT))
                .orElse(Context.root());
        Optional<String> named = request.tool().or(request::prompt);
        SpanBuilder builder = tracer.spanBuilder(
                        named.map(name -> request.method() + " " + name).orElse(request.method()))
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER);
        Span span = builder.startSpan();
        if (span.isRecording()) {
            describe(span, request);
        }
        return new Traced(span);
    }

    private void describe(Span span, RequestStart request) {
        span.setAttribute(SpanKeys.METHOD, request.method());
        span.setAttribute(SpanKeys.ERA, request.era());
        span.setAttribute(SpanKeys.TRANSPORT, network(request.transport()));
        span.setAttribute(SpanKeys.PRINCIPAL, hashed(request.caller().principal()));
        request.tool().ifPresent(tool -> {
            span.setAttribute(SpanKeys.TOOL, tool);
            span.setAttribute(SpanKeys.OPERATION, "execute_tool");
        });
        request.prompt().ifPresent(prompt -> span.setAttribute(SpanKeys.PROMPT, prompt));
        request.recordType().ifPresent(type -> span.setAttribute(SpanKeys.RECORD_TYPE, type));
        request.revision().ifPresent(revision -> span.setAttribute(SpanKeys.REVISION, revision));
        // Whoever knows the id of a session may have a try at it.
        request.sessionId().ifPresent(session -> span.setAttribute(SpanKeys.SESSION, hashed(session)));
    }

    private String hashed(String name) {
        if (hashes.size() >= MOST_HASHES) {
            hashes.clear();
        }
        return hashes.computeIfAbsent(name, hash);
    }

    private final class Traced implements RequestSpan {

        private final Span span;
        private volatile Optional<Optional<ErrorCode>> failure = Optional.empty();

        Traced(Span span) {
            this.span = span;
        }

        @Override
        public Optional<String> traceId() {
            return Optional.of(span.getSpanContext().getTraceId());
        }

        @Override
        public AttemptSpan attempt(AttemptStart attempt) {
            Span begun = tracer.spanBuilder(attempt.method())
                    .setParent(Context.root().with(span))
                    .setSpanKind(SpanKind.CLIENT)
                    .startSpan();
            if (begun.isRecording()) {
                begun.setAttribute(SpanKeys.HTTP_METHOD, attempt.method());
                begun.setAttribute(SpanKeys.SERVER_ADDRESS, attempt.host());
                begun.setAttribute(SpanKeys.SERVER_PORT, attempt.port());
                begun.setAttribute(SpanKeys.TARGET, attempt.target());
                begun.setAttribute(SpanKeys.ATTEMPT, attempt.number());
                begun.setAttribute(SpanKeys.WAITED, attempt.waited().toMillis());
                if (attempt.number() > 1) {
                    begun.setAttribute(SpanKeys.RESEND_COUNT, attempt.number() - 1);
                }
            }
            return new TracedAttempt(begun);
        }

        @Override
        public void called(CallObserver.Observation call) {
            call.target().ifPresent(target -> span.setAttribute(SpanKeys.TARGET, target));
            span.setAttribute(SpanKeys.ATTEMPTS, call.facts().attempts());
        }

        @Override
        public void failed(Optional<ErrorCode> code) {
            failure = Optional.of(code);
        }

        @Override
        public void ended(End end) {
            span.setAttribute(SpanKeys.OUTCOME, outcome(end, failure.isPresent()));
            end.rpcCode().ifPresent(code -> span.setAttribute(SpanKeys.RPC_STATUS, Integer.toString(code)));
            fail(span, error(end, failure));
            span.end();
        }
    }

    private static void fail(Span span, String error) {
        if (!error.isEmpty()) {
            span.setAttribute(SpanKeys.ERROR, error);
            span.setStatus(StatusCode.ERROR);
        }
    }

    private record TracedAttempt(Span span) implements AttemptSpan {

        @Override
        public Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>();
            W3C.inject(Context.root().with(span), headers, (carrier, name, value) -> {
                if (carrier != null) {
                    carrier.put(name, value);
                }
            });
            return headers;
        }

        @Override
        public void ended(Result result) {
            result.status().ifPresent(status -> span.setAttribute(SpanKeys.HTTP_STATUS, status));
            fail(span, error(result));
            span.end();
        }
    }

    private static final class ParentReader implements TextMapGetter<RequestStart.TraceParent> {

        @Override
        public @Nullable String get(RequestStart.@Nullable TraceParent parent, String key) {
            if (parent == null) {
                return null;
            }
            return switch (key) {
                case "traceparent" -> parent.traceparent();
                case "tracestate" -> parent.tracestate().orElse(null);
                default -> null;
            };
        }
    }
}
