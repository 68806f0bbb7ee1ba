package org.enterprisemcp.domain.record;

import java.util.Objects;
import java.util.Optional;

/**
 * What the upstream told about a write that it did, or that it would do.
 *
 * @param type the record's kind
 * @param id the record's id; empty where the upstream created the record without naming it, and for a dry run
 * @param fields the record after the write; empty where the upstream does not return it
 * @param saved whether the write was done; false for a dry run, which changes nothing
 */
public record WrittenRecord(RecordType type, Optional<RecordId> id, Optional<Fields> fields, boolean saved) {

    public WrittenRecord {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fields, "fields");
    }

    /** A write that was done. */
    public WrittenRecord(RecordType type, Optional<RecordId> id, Optional<Fields> fields) {
        this(type, id, fields, true);
    }

    /** What a write would lead to; nothing was changed. */
    public static WrittenRecord dryRun(RecordType type, Optional<RecordId> id, Fields fields) {
        return new WrittenRecord(type, id, Optional.of(fields), false);
    }
}
