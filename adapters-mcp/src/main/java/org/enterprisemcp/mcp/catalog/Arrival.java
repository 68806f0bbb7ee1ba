package org.enterprisemcp.mcp.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.domain.port.RequestStart.Transport;
import org.enterprisemcp.domain.token.Caller;

/**
 * How a message came, whatever it says.
 *
 * @param caller who sent it
 * @param transport by which way
 * @param trace the trace that the transport says it is part of; what the message itself says of that counts more
 */
public record Arrival(Caller caller, Transport transport, Optional<TraceContext> trace) {

    public Arrival {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(trace, "trace");
    }

    /** By a transport that has no headers. */
    public static Arrival of(Caller caller, Transport transport) {
        return new Arrival(caller, transport, Optional.empty());
    }

    /** With headers, of which some may tell of a trace. */
    public static Arrival of(Caller caller, Transport transport, Function<String, Optional<String>> headers) {
        Optional<String> traceparent = headers.apply("traceparent");
        return new Arrival(
                caller,
                transport,
                traceparent.isEmpty()
                        ? Optional.empty()
                        : TraceContext.of(traceparent, headers.apply("tracestate"), headers.apply("baggage")));
    }
}
