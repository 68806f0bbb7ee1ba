package org.enterprisemcp.domain.record;

import java.util.Objects;
import java.util.Optional;

/**
 * What the upstream told about a write that it did.
 *
 * @param type the record's kind
 * @param id the record's id; empty where the upstream created the record without naming it
 * @param fields the record after the write; empty where the upstream does not return it
 */
public record WrittenRecord(RecordType type, Optional<RecordId> id, Optional<Fields> fields) {

    public WrittenRecord {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fields, "fields");
    }
}
