package org.enterprisemcp.domain.token;

import java.time.Instant;
import java.util.Objects;

/** By what a caller is signed in here, as far as it decides which credential goes upstream. */
public sealed interface SignIn {

    /** By nothing: whoever can reach the server may call, and its own credential goes upstream. */
    record None() implements SignIn {}

    /**
     * By a grant that this server gave and whose upstream tokens it keeps.
     *
     * @param grantId the grant's name; it opens nothing
     */
    record Granted(String grantId) implements SignIn {
        public Granted {
            Objects.requireNonNull(grantId, "grantId");
        }
    }

    /**
     * By a token of the company's own issuer. It never goes to the upstream; it may be exchanged for one that does.
     *
     * @param expiresAt when it is no longer good
     */
    record Presented(Secret token, Instant expiresAt) implements SignIn {
        public Presented {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }
}
