package org.enterprisemcp.domain.record;

import java.util.Objects;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * A question for the lines of a record.
 *
 * @param type the record's kind
 * @param id the record's id
 * @param sublist the sublist's name
 * @param limit the most lines
 * @param offset how many lines to skip
 */
public record SublistRequest(RecordType type, RecordId id, String sublist, int limit, int offset) {

    private static final int MAX_LENGTH = 128;

    public SublistRequest {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        if (!PathSafe.isName(sublist, MAX_LENGTH)) {
            throw new RecordValidation("sublist", "must be 1 to " + MAX_LENGTH + " visible characters");
        }
        if (limit < 1) {
            throw new RecordValidation("limit", "must be at least 1");
        }
        if (offset < 0) {
            throw new RecordValidation("offset", "must be 0 or more");
        }
    }
}
