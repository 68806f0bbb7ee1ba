package org.enterprisemcp.domain.record;

import java.util.Objects;

/**
 * A record that is gone.
 *
 * @param type its kind
 * @param id the id that it had
 */
public record DeletedRecord(RecordType type, RecordId id) {

    public DeletedRecord {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }
}
