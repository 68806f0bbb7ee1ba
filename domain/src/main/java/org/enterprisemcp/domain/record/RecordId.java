package org.enterprisemcp.domain.record;

import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * The upstream's id of a record. Never blank, never a path step: an empty id would aim at the whole collection.
 *
 * @param value 1 to 256 characters, none of them a control character
 */
public record RecordId(String value) {

    private static final int MAX_LENGTH = 256;

    public RecordId {
        if (!PathSafe.isName(value, MAX_LENGTH)) {
            throw new RecordValidation(
                    "record_id", "must be 1 to " + MAX_LENGTH + " visible characters and not a path step");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
