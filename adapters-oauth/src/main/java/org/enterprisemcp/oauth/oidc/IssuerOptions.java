package org.enterprisemcp.oauth.oidc;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.enterprisemcp.domain.token.Scope;

/**
 * Whose tokens are good here, and what they allow.
 *
 * @param issuer the issuer, byte for byte as its tokens name it
 * @param audiences what tokens must be for: the first must be there, the others may be, and nothing else
 * @param defaultScopes what a token allows that names none of this server's scopes
 * @param cacheSize how many tokens are remembered between calls; 0 for none
 */
public record IssuerOptions(String issuer, List<String> audiences, Set<Scope> defaultScopes, int cacheSize) {

    public IssuerOptions {
        Objects.requireNonNull(issuer, "issuer");
        audiences = List.copyOf(audiences);
        defaultScopes = Set.copyOf(defaultScopes);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("there must be an audience");
        }
    }
}
