package org.enterprisemcp.mcp.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * The trace that a call is part of (W3C Trace Context, W3C Baggage), as its client sent it.
 *
 * @param traceparent the trace and the client's span in it
 * @param tracestate what tracing systems add to it
 * @param baggage what travels with it
 */
public record TraceContext(String traceparent, Optional<String> tracestate, Optional<String> baggage) {

    public TraceContext {
        Objects.requireNonNull(traceparent, "traceparent");
        Objects.requireNonNull(tracestate, "tracestate");
        Objects.requireNonNull(baggage, "baggage");
    }
}
