package org.enterprisemcp.oauth.upstream;

import java.util.Optional;
import org.enterprisemcp.domain.target.AccountId;

/** What must be true of the tokens that a login brought before they are kept ({@code UPSTREAM_OAUTH_VERIFY}). */
@FunctionalInterface
public interface TokenCheck {

    /**
     * Whether they may be kept. Why not is for the log alone.
     *
     * @param nonce what the id token must carry, if there is one
     * @param account the account that they are for
     */
    boolean accepts(TokenResponse tokens, String nonce, Optional<AccountId> account);

    /** Tokens that came from the token endpoint over TLS are good. */
    static TokenCheck none() {
        return (tokens, nonce, account) -> true;
    }
}
