package org.enterprisemcp.mcp.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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
    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;

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

    /** The name of the trace: 32 hexadecimal digits. */
    public String traceId() {
        return traceparent.substring(TRACE_ID_BEGIN, TRACE_ID_END);
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST;
    }
}
