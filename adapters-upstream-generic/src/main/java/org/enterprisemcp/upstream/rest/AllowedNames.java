package org.enterprisemcp.upstream.rest;

import java.util.Objects;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * The names that may become part of a URL. Percent-encoding does not replace this: some servers decode before they parse, and then
 * an encoded slash or bracket in an id is a path of the attacker's choice.
 */
public final class AllowedNames {

    private static final int MAX_LENGTH = 256;

    private final String field;
    private final Pattern pattern;

    /**
     * @param field the tool argument that holds the name: {@code record_id}
     * @param pattern what the whole name must match
     */
    public AllowedNames(String field, Pattern pattern) {
        this.field = Objects.requireNonNull(field, "field");
        this.pattern = Objects.requireNonNull(pattern, "pattern");
    }

    /**
     * The name itself, if it is allowed. Path steps and blanks never are, whatever the pattern says.
     *
     * @throws RecordValidation when it is not
     */
    public String check(String name) {
        if (!allows(name)) {
            throw new RecordValidation(field, "is not a name that this upstream can have; it must match " + pattern);
        }
        return name;
    }

    /** Whether the name is allowed. */
    public boolean allows(String name) {
        return !name.isBlank()
                && name.length() <= MAX_LENGTH
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(Character::isISOControl)
                && pattern.matcher(name).matches();
    }
}
