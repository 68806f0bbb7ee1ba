package org.enterprisemcp.domain.target;

import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * A tenant of the upstream: an account number, an organisation's short name. It may become part of a host name, so it holds
 * nothing that could end one: no dot, slash, at sign, colon or blank.
 *
 * @param value 1 to 63 letters, digits, hyphens and underscores, beginning with a letter or digit
 */
public record AccountId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    public AccountId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new RecordValidation(
                    "account_id",
                    "must be 1 to 63 letters, digits, hyphens and underscores, beginning with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
