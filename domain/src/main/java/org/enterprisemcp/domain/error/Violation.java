package org.enterprisemcp.domain.error;

import java.util.Map;
import java.util.Objects;

/**
 * One thing that is wrong with one field of the input.
 *
 * @param field the field's name as the caller wrote it, dots for nesting: {@code payload.email}
 * @param message what is wrong and how to mend it; may reach a client
 */
public record Violation(String field, String message) {

    public Violation {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }

    /** The violation as plain data. */
    public Map<String, Object> toMap() {
        return Map.of("field", field, "message", message);
    }
}
