package org.enterprisemcp.domain.port;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.token.Caller;

/**
 * What observers may know of a request when it begins. Nothing of it is content: no argument but the kind of record, no query, no
 * id of a record.
 *
 * @param method a method of the protocol; {@link #OTHER} for one that it does not have
 * @param tool the tool that it calls, if there is such a tool
 * @param prompt the prompt that it asks for, if there is such a prompt
 * @param recordType the kind of record that it is about, where it is written as one
 * @param era the family of protocol revisions that the client speaks: {@code legacy} or {@code modern}
 * @param revision the protocol revision, where it is one that is spoken here
 * @param sessionId the session that it belongs to, where there are sessions
 * @param transport how it came
 * @param caller who sent it
 * @param parent the trace that it is part of, as its client says
 */
public record RequestStart(
        String method,
        Optional<String> tool,
        Optional<String> prompt,
        Optional<String> recordType,
        String era,
        Optional<String> revision,
        Optional<String> sessionId,
        Transport transport,
        Caller caller,
        Optional<TraceParent> parent) {

    /** Stands for all methods that the protocol does not have: a client could send any number of names. */
    public static final String OTHER = "_OTHER";

    /** The method that calls a tool. */
    public static final String TOOL_CALL = "tools/call";

    public RequestStart {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(recordType, "recordType");
        Objects.requireNonNull(era, "era");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(parent, "parent");
    }

    /** How messages come. */
    public enum Transport {
        HTTP,
        SSE,
        STDIO
    }

    /**
     * A place in a trace (W3C Trace Context), well written.
     *
     * @param traceparent the trace and the span in it
     * @param tracestate what tracing systems add to it
     */
    public record TraceParent(String traceparent, Optional<String> tracestate) {

        private static final int TRACE_ID_BEGIN = 3;
        private static final int TRACE_ID_END = 35;

        public TraceParent {
            Objects.requireNonNull(traceparent, "traceparent");
            Objects.requireNonNull(tracestate, "tracestate");
        }

        /** The name of the trace: 32 hexadecimal digits. */
        public String traceId() {
            return traceparent.substring(TRACE_ID_BEGIN, TRACE_ID_END);
        }
    }
}
