package org.enterprisemcp.oauth;

import java.util.Objects;

/**
 * The authorization server says no. The code and its description go out; the reason stays here, for the log: a client that learns
 * why its code was not accepted learns what to try next. None of the three ever quotes what was sent.
 */
public final class OAuthRefusal extends RuntimeException {

    private final OAuthError error;
    private final String description;

    /**
     * A refusal.
     *
     * @param description what the client may know: what is wrong and how to mend it
     * @param reason what only the operator may know
     */
    public OAuthRefusal(OAuthError error, String description, String reason) {
        super(reason, null, false, false);
        this.error = Objects.requireNonNull(error, "error");
        this.description = Objects.requireNonNull(description, "description");
    }

    /** A refusal whose reason is no secret. */
    public OAuthRefusal(OAuthError error, String description) {
        this(error, description, description);
    }

    /** The code that goes out. */
    public OAuthError error() {
        return error;
    }

    /** The description that goes out ({@code error_description}). */
    public String description() {
        return description;
    }
}
