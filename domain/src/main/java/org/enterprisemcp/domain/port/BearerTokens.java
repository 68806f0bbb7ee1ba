package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;

/** Tells who stands behind the token that a request to this server carries (RFC 6750). */
public interface BearerTokens {

    /**
     * Who stands behind a token. It is checked here and with what this server knows; the upstream is never asked.
     *
     * @throws org.enterprisemcp.domain.error.AuthenticationException.TokenValidation when it is not good here, or no longer
     * @throws org.enterprisemcp.domain.error.UpstreamException.Connection when the keys of another issuer cannot be had at the
     *     moment, so that nobody can tell
     */
    Caller callerOf(Secret token);
}
