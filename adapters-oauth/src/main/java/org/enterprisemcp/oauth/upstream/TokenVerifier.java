package org.enterprisemcp.oauth.upstream;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.target.AccountId;

/** How it is found out whether the tokens that a login brought are good ({@code UPSTREAM_OAUTH_VERIFY}). */
@FunctionalInterface
public interface TokenVerifier {

    /**
     * The scopes that the tokens give.
     *
     * @param nonce what the id token must carry, if there is one
     * @param account the account that they are for
     * @throws org.enterprisemcp.domain.error.AuthenticationException.TokenValidation when they are not good; its message says why,
     *     and repeats nothing of them
     * @throws org.enterprisemcp.domain.error.UpstreamException.Connection when nobody can tell at the moment
     */
    Set<String> scopesOf(TokenResponse tokens, String nonce, Optional<AccountId> account);

    /** Tokens that came from the token endpoint over TLS are good. */
    static TokenVerifier none(Collection<String> asked) {
        return (tokens, nonce, account) -> answered(tokens, asked);
    }

    /** The scopes that the token endpoint says it gave; where it says nothing, those asked for (RFC 6749 section 5.1). */
    static Set<String> answered(TokenResponse tokens, Collection<String> asked) {
        return Set.copyOf(tokens.scopes().isEmpty() ? asked : tokens.scopes());
    }
}
