package org.enterprisemcp.domain.query;

import java.util.OptionalInt;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * A question in the upstream's own query language.
 *
 * @param text the query, passed on as it is under the caller's own rights
 * @param limit the most items wanted; empty leaves it to the upstream's default
 * @param offset how many items to skip, 0 for the first page
 */
public record Query(String text, OptionalInt limit, int offset) {

    /** The longest query text in characters. */
    public static final int MAX_TEXT = 20_000;

    public Query {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new RecordValidation("query", "must be 1 to " + MAX_TEXT + " characters");
        }
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new RecordValidation("limit", "must be at least 1");
        }
        if (offset < 0) {
            throw new RecordValidation("offset", "must be 0 or more");
        }
    }
}
