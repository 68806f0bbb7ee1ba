package org.enterprisemcp.domain.record;

import java.util.Objects;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * A change to some fields of an existing record; fields that are not named stay as they are.
 *
 * @param type the record's kind
 * @param id the record's id
 * @param updates the new values, at least one; {@code null} clears a field
 */
public record RecordPatch(RecordType type, RecordId id, Fields updates) {

    public RecordPatch {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        if (updates.isEmpty()) {
            throw new RecordValidation("updates", "must name at least one field to change");
        }
    }
}
