package org.enterprisemcp.testkit.contract;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordType;

/**
 * Records that may be created many at once.
 *
 * @param type a record type
 * @param payloads makes a valid payload of that type, each time another one where keys must be unique
 * @param invalid a payload that the upstream refuses
 * @param unknownJob the id of a job that has the right form and that there is not
 * @param patience how long a batch of three takes at most
 */
public record BatchSample(
        RecordType type, Supplier<Fields> payloads, Fields invalid, String unknownJob, Duration patience) {

    public BatchSample {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payloads, "payloads");
        Objects.requireNonNull(invalid, "invalid");
        Objects.requireNonNull(unknownJob, "unknownJob");
        Objects.requireNonNull(patience, "patience");
    }
}
