package org.enterprisemcp.oauth.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Optional;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.port.BearerTokens;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.grant.AccessTokens.Claims;
import org.enterprisemcp.oauth.key.Opaque;

/**
 * Tells who stands behind an access token of this server. What a token says never changes, so it is verified once and remembered
 * under its hash; whether it has ended, and whether its grant is still good, is looked at each time.
 */
final class GrantedAccess implements BearerTokens {

    private final AccessTokens tokens;
    private final LiveGrants grants;
    private final Clock clock;
    private final Cache<String, Claims> verified;

    GrantedAccess(AccessTokens tokens, LiveGrants grants, int cacheSize, Clock clock) {
        this.tokens = tokens;
        this.grants = grants;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(cacheSize)
                // At once and not a little later: a size of nothing means that nothing is remembered.
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Caller callerOf(Secret token) {
        return claims(token.reveal())
                .filter(claims -> clock.instant().isBefore(claims.expiresAt()))
                .flatMap(claims -> grants.find(claims.grantId())
                        .filter(live -> live.grant().clientId().equals(claims.clientId()))
                        .map(live -> live.grant().caller(claims.scopes())))
                .orElseThrow(() -> new TokenValidation("The access token is not good, or no longer."));
    }

    private Optional<Claims> claims(String token) {
        String hash = Opaque.hash(token);
        Claims known = verified.getIfPresent(hash);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Claims> claims = tokens.verify(token);
        claims.ifPresent(good -> verified.put(hash, good));
        return claims;
    }
}
