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
     * @throws org.enterprisemcp.domain.error.ConfigurationException when that cannot be told without one
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

    /** Who issues its tokens, byte for byte as they name it ({@code iss}); empty where nobody knows. */
    default Optional<String> issuer() {
        return Optional.empty();
    }

    /** Whether every redirect back from its login names the issuer (RFC 9207), so that one without is refused. */
    default boolean namesIssuer() {
        return false;
    }

    /** Whether it wants a client's secret in the form ({@code client_secret_post}) rather than in the header. */
    default boolean takesSecretInForm() {
        return false;
    }

    /** What else its authorization endpoint must be told. */
    default Map<String, String> authorizationParameters() {
        return Map.of();
    }

    /**
     * The endpoints of an authorization server (RFC 8414 names), as absolute URLs.
     *
     * @param authorization where users sign in
     * @param token where codes, refresh tokens and assertions become access tokens
     * @param revocation where tokens are revoked
     * @param introspection where tokens are looked at (RFC 7662)
     * @param jwks where the keys stand that sign its tokens
     */
    record Endpoints(
            String authorization,
            String token,
            Optional<String> revocation,
            Optional<String> introspection,
            Optional<String> jwks) {
        public Endpoints {
            Objects.requireNonNull(authorization, "authorization");
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(revocation, "revocation");
            Objects.requireNonNull(introspection, "introspection");
            Objects.requireNonNull(jwks, "jwks");
        }
    }
}
