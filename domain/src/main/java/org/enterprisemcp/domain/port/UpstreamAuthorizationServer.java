package org.enterprisemcp.domain.port;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.target.AccountId;

/** The OAuth face of an upstream: where its authorization server stands, and what is special about it. */
public interface UpstreamAuthorizationServer {

    /**
     * Where its endpoints are.
     *
     * @param account the account that a login or token is for; empty while it is not known yet
     */
    Endpoints endpoints(Optional<AccountId> account);

    /** The scopes that calls need, unless the operator says otherwise. */
    List<String> scopes();

    /** What is wrong with asking for these scopes, one sentence each; empty where nothing is. */
    List<String> problemsOf(List<String> scopes);

    /**
     * The account that the user chose, from the parameters of the redirect back; empty where this upstream has none.
     *
     * @throws org.enterprisemcp.domain.error.AuthenticationException.TokenValidation when the redirect names what is no account
     */
    Optional<AccountId> accountOf(Map<String, String> redirect);

    /**
     * As whom the user signed in, by snake_case name ({@code role}, {@code entity}), for people to see.
     *
     * @param redirect the parameters of the redirect back; they went through the user's browser
     * @param claims what the issued token says of itself; empty where it is opaque
     */
    default Map<String, String> identityOf(Map<String, String> redirect, Map<String, Object> claims) {
        return Map.of();
    }

    /**
     * The endpoints of an authorization server (RFC 8414 names), as absolute URLs.
     *
     * @param authorization where users sign in
     * @param token where codes, refresh tokens and assertions become access tokens
     * @param revocation where tokens are revoked
     * @param jwks where the keys stand that sign its tokens
     */
    record Endpoints(String authorization, String token, Optional<String> revocation, Optional<String> jwks) {
        public Endpoints {
            Objects.requireNonNull(authorization, "authorization");
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(revocation, "revocation");
            Objects.requireNonNull(jwks, "jwks");
        }
    }
}
