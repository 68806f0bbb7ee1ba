package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.enterprisemcp.domain.port.CallOrigin;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.record.RecordType;

/** What a handler may know of its call, and tell the client on the way. Good for the thread of the call only. */
public interface CallContext {

    /** What the client can do. */
    ClientCapabilities client();

    /** The client's answers to what the handler asked for the last time, by its keys; some may be missing. */
    Map<String, ObjectNode> inputs();

    /** What the handler wanted to know when it asked for them. */
    Optional<String> state();

    /** The family of revisions that the client speaks, as logs name it: {@code legacy} or {@code modern}. */
    String era();

    /** The trace that the call is part of. */
    Optional<TraceContext> trace();

    /** The request that it serves, for those who observe it. */
    default RequestSpan span() {
        return RequestSpan.none();
    }

    /** The same for calls of use cases that are made for it. */
    default CallOrigin origin(Optional<RecordType> recordType) {
        RequestSpan span = span();
        return new CallOrigin(
                recordType, Optional.of(era()), span.traceId().or(() -> trace().map(TraceContext::traceId)), span);
    }

    /** Tells how far the call has come, if the client wants to know and it is further than before. */
    void progress(double done, OptionalDouble total, String message);

    /** Tells something, if the client wants to know things of that level. */
    void log(LogLevel level, String logger, Object data);

    /**
     * Lets the client's connection go before a long time in which there is nothing to tell, if the client knows how to come back for
     * the rest (2025-11-25, basic/transports). The call goes on.
     */
    default void disconnect() {}

    /** The progress of a use case. */
    default ProgressListener progressListener() {
        return (done, total, message) -> progress(
                (double) done,
                total.isPresent() ? OptionalDouble.of((double) total.getAsLong()) : OptionalDouble.empty(),
                message);
    }
}
