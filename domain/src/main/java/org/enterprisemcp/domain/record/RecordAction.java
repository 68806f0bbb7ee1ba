package org.enterprisemcp.domain.record;

import java.util.Objects;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * Something that an upstream does with a record and that is no change of fields: approve, confirm.
 *
 * @param type the record's kind
 * @param id the record's id
 * @param action the action's name as the upstream spells it
 * @param parameters what the action asks for; may be empty
 */
public record RecordAction(RecordType type, RecordId id, String action, Fields parameters) {

    private static final int MAX_LENGTH = 128;

    public RecordAction {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        if (!PathSafe.isName(action, MAX_LENGTH)) {
            throw new RecordValidation("action", "must be 1 to " + MAX_LENGTH + " visible characters");
        }
        Objects.requireNonNull(parameters, "parameters");
    }
}
