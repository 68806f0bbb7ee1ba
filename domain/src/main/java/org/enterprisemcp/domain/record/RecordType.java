package org.enterprisemcp.domain.record;

import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * The kind of a record as the upstream names it: {@code customer}, {@code salesOrder}. Never blank, never a path step; an
 * adapter narrows it further before it builds a URL.
 *
 * @param value 1 to 128 characters, none of them a control character
 */
public record RecordType(String value) {

    private static final int MAX_LENGTH = 128;

    public RecordType {
        if (!PathSafe.isName(value, MAX_LENGTH)) {
            throw new RecordValidation(
                    "record_type", "must be 1 to " + MAX_LENGTH + " visible characters and not a path step");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
