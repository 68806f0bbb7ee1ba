package org.enterprisemcp.domain.port;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.record.RecordType;

/**
 * What observers may know of where a call comes from, beside its caller. It decides nothing.
 *
 * @param recordType the kind of record that the call is about
 * @param era the family of protocol revisions that the client speaks: {@code legacy} or {@code modern}
 * @param traceId the trace that the call is part of, 32 lower case hexadecimal digits
 * @param span the client's request that it serves
 */
public record CallOrigin(
        Optional<RecordType> recordType, Optional<String> era, Optional<String> traceId, RequestSpan span) {

    private static final CallOrigin UNKNOWN = new CallOrigin(Optional.empty(), Optional.empty(), Optional.empty());

    public CallOrigin {
        Objects.requireNonNull(recordType, "recordType");
        Objects.requireNonNull(era, "era");
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(span, "span");
    }

    /** Of a request that nobody observes. */
    public CallOrigin(Optional<RecordType> recordType, Optional<String> era, Optional<String> traceId) {
        this(recordType, era, traceId, RequestSpan.none());
    }

    /** Nothing is known. */
    public static CallOrigin unknown() {
        return UNKNOWN;
    }

    /** Nothing is known but the request that it serves. */
    public static CallOrigin of(RequestSpan span) {
        return new CallOrigin(Optional.empty(), Optional.empty(), span.traceId(), span);
    }
}
