package org.enterprisemcp.domain.port;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.record.RecordType;

/**
 * What observers may know of where a call comes from, beside its caller. It decides nothing.
 *
 * @param recordType the kind of record that the call is about
 * @param era the family of protocol revisions that the client speaks: {@code legacy} or {@code modern}
 * @param traceId the trace that the client says the call is part of, 32 lower case hexadecimal digits
 */
public record CallOrigin(Optional<RecordType> recordType, Optional<String> era, Optional<String> traceId) {

    private static final CallOrigin UNKNOWN = new CallOrigin(Optional.empty(), Optional.empty(), Optional.empty());

    public CallOrigin {
        Objects.requireNonNull(recordType, "recordType");
        Objects.requireNonNull(era, "era");
        Objects.requireNonNull(traceId, "traceId");
    }

    /** Nothing is known. */
    public static CallOrigin unknown() {
        return UNKNOWN;
    }
}
