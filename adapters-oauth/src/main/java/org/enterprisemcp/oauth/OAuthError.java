package org.enterprisemcp.oauth;

import java.util.Locale;

/** The error codes that a client of the authorization server may see, each with its HTTP status where it is answered directly. */
public enum OAuthError {
    /** RFC 6749 sections 4.1.2.1 and 5.2. */
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_GRANT(400),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    UNSUPPORTED_RESPONSE_TYPE(400),
    INVALID_SCOPE(400),
    ACCESS_DENIED(403),
    SERVER_ERROR(500),
    TEMPORARILY_UNAVAILABLE(503),
    /** RFC 8707 section 2. */
    INVALID_TARGET(400),
    /** OpenID Connect Core section 3.1.2.6. */
    REQUEST_NOT_SUPPORTED(400),
    /** RFC 7591 section 3.2.2. */
    INVALID_CLIENT_METADATA(400),
    INVALID_REDIRECT_URI(400);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    /** The code as it goes over the wire: {@code invalid_grant}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status of an answer that carries it. */
    public int status() {
        return status;
    }
}
