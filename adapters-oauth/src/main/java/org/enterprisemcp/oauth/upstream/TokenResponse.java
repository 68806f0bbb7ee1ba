package org.enterprisemcp.oauth.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.token.Secret;

/**
 * Tokens of the upstream (RFC 6749 section 5.1).
 *
 * @param lifetime how long the access token is good, as the server says or as is usual
 * @param refreshLifetime how long the refresh token is good; empty where the server does not say
 * @param scopes what the server says that it gave; empty where it does not say, which means: what was asked for
 */
public record TokenResponse(
        Secret accessToken,
        Optional<Secret> refreshToken,
        Optional<Secret> idToken,
        Duration lifetime,
        Optional<Duration> refreshLifetime,
        List<String> scopes)
        implements TokenAnswer {

    public TokenResponse {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(idToken, "idToken");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(refreshLifetime, "refreshLifetime");
        scopes = List.copyOf(scopes);
    }
}
