package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.port.RequestStart;

/**
 * The trace that a call is part of (W3C Trace Context, W3C Baggage), as its client sent it.
 *
 * @param traceparent the trace and the client's span in it
 * @param tracestate what tracing systems add to it
 * @param baggage what travels with it
 */
public record TraceContext(String traceparent, Optional<String> tracestate, Optional<String> baggage) {

    /** Version ff, a trace of zeros and a span of zeros are invalid by the standard. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int LONGEST = 8_192;

    public TraceContext {
        Objects.requireNonNull(traceparent, "traceparent");
        Objects.requireNonNull(tracestate, "tracestate");
        Objects.requireNonNull(baggage, "baggage");
    }

    /** The trace that a client names; one that is not written as it should be is none (W3C Trace Context). */
    public static Optional<TraceContext> of(
            Optional<String> traceparent, Optional<String> tracestate, Optional<String> baggage) {
        return traceparent
                .filter(text -> TRACEPARENT.matcher(text).matches())
                .map(parent -> new TraceContext(
                        parent, tracestate.filter(TraceContext::isShort), baggage.filter(TraceContext::isShort)));
    }

    /** The same of a message, as its {@code _meta} has it. */
    public static Optional<TraceContext> of(JsonNode meta) {
        return of(text(meta, "traceparent"), text(meta, "tracestate"), text(meta, "baggage"));
    }

    private static Optional<String> text(JsonNode meta, String key) {
        return Optional.ofNullable(meta.path(key).textValue());
    }

    /** The name of the trace: 32 hexadecimal digits. */
    public String traceId() {
        return parent().traceId();
    }

    /** The same for observers; baggage is nothing to them. */
    RequestStart.TraceParent parent() {
        return new RequestStart.TraceParent(traceparent, tracestate);
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST;
    }
}
