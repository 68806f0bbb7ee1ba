package org.enterprisemcp.domain.batch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordType;

/**
 * Many records of one kind in one go. Each is a task of its own: some may succeed where others fail.
 *
 * @param operation what is done with each
 * @param type the kind
 * @param items the records, at least one; each names its id or external id where the operation needs one
 * @param parallel whether the upstream may work on several at once, in any order
 * @param idempotencyKey a key by which the upstream recognises the same batch again
 * @param patience how long to wait for the end; afterwards the job is reported as it then is
 */
public record RecordBatch(
        Operation operation,
        RecordType type,
        List<Fields> items,
        boolean parallel,
        Optional<String> idempotencyKey,
        Duration patience) {

    /** The most records in one batch. */
    public static final int MAX_ITEMS = 100;

    public RecordBatch {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(type, "type");
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new RecordValidation("items", "must be 1 to " + MAX_ITEMS + " records");
        }
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        Objects.requireNonNull(patience, "patience");
    }

    /** What a batch does with each record. */
    public enum Operation {
        CREATE,
        UPDATE,
        UPSERT,
        DELETE
    }
}
