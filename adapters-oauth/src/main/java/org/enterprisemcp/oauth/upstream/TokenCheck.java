package org.enterprisemcp.oauth.upstream;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.target.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be true of the tokens that a login brought before they are kept. */
public final class TokenCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCheck.class);

    private final TokenVerifier verifier;
    private final Set<String> requiredScopes;

    /**
     * A check.
     *
     * @param requiredScopes what the upstream must have given ({@code UPSTREAM_OAUTH_REQUIRED_SCOPES})
     */
    public TokenCheck(TokenVerifier verifier, Set<String> requiredScopes) {
        this.verifier = verifier;
        this.requiredScopes = Set.copyOf(requiredScopes);
    }

    /** The check that everything passes. */
    public static TokenCheck none() {
        return new TokenCheck(TokenVerifier.none(List.of()), Set.of());
    }

    /**
     * Whether the tokens may be kept. Why not is for the log alone.
     *
     * @param nonce what the id token must carry, if there is one
     * @param account the account that they are for
     */
    public boolean accepts(TokenResponse tokens, String nonce, Optional<AccountId> account) {
        try {
            Set<String> missing = new TreeSet<>(requiredScopes);
            missing.removeAll(verifier.scopesOf(tokens, nonce, account));
            if (!missing.isEmpty()) {
                LOG.warn("event=upstream_token_refused reason=\"the required scopes {} are missing\"", missing);
            }
            return missing.isEmpty();
        } catch (TokenValidation refused) {
            LOG.warn("event=upstream_token_refused reason=\"{}\"", refused.safeMessage());
        } catch (Connection unreachable) {
            LOG.error("event=upstream_token_unchecked reason=\"{}\"", unreachable.safeMessage());
        }
        return false;
    }
}
