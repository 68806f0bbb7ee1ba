package org.enterprisemcp.oauth.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.port.BearerTokens;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.oauth.key.Opaque;
import org.enterprisemcp.oauth.upstream.SignedTokens;
import org.enterprisemcp.oauth.upstream.TokenScopes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who stands behind a token of the company's own issuer ({@code MCP_AUTH_MODE=oidc}). A token must be made for this server:
 * one for another application of the company opens nothing here. What a good token says is remembered under its hash until it ends.
 */
public final class IssuerTokens implements BearerTokens {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerTokens.class);
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");
    private static final List<String> SCOPES = List.of("scope", "scp", "roles");

    private final SignedTokens tokens;
    private final IssuerOptions options;
    private final Clock clock;
    private final Cache<String, Known> verified;

    /** @param jwks where the issuer's keys stand; empty while that is not known */
    public IssuerTokens(IssuerOptions options, Supplier<Optional<String>> jwks, Clock clock) {
        this.tokens = new SignedTokens(options.issuer(), jwks, TYPES, clock);
        this.options = options;
        this.clock = clock;
        this.verified = Caffeine.newBuilder().maximumSize(options.cacheSize()).build();
    }

    private record Known(Caller caller, Instant expiresAt) {}

    @Override
    public Caller callerOf(Secret token) {
        String hash = Opaque.hash(token.reveal());
        Known known = verified.getIfPresent(hash);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known.caller();
        }
        try {
            JWTClaimsSet claims = tokens.claims(token.reveal());
            checkAudience(claims.getAudience());
            Caller caller = caller(token, claims);
            verified.put(hash, new Known(caller, claims.getExpirationTime().toInstant()));
            return caller;
        } catch (TokenValidation refused) {
            LOG.info("event=bearer_refused reason=\"{}\"", refused.safeMessage());
            throw new TokenValidation("The access token is not good, or no longer.");
        }
    }

    private void checkAudience(List<String> named) {
        if (!named.contains(options.audiences().getFirst())) {
            throw new TokenValidation("aud is not this server; see OIDC_AUDIENCE");
        }
        if (new HashSet<>(named).size() != named.size() || !options.audiences().containsAll(named)) {
            throw new TokenValidation("aud names others beside this server; see OIDC_AUDIENCE");
        }
    }

    private Caller caller(Secret token, JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isEmpty()) {
            throw new TokenValidation("sub is missing");
        }
        // A subject is unique for its issuer only; and no name of a person is spread from here.
        String principal = Opaque.hash(options.issuer() + "|" + subject);
        return new Caller(
                principal,
                scopes(claims),
                Optional.empty(),
                new SignIn.Presented(token, claims.getExpirationTime().toInstant()));
    }

    private Set<Scope> scopes(JWTClaimsSet claims) {
        Set<String> named = TokenScopes.in(claims, SCOPES);
        Set<Scope> ours = new HashSet<>(Scope.ALL);
        ours.removeIf(scope -> !named.contains(scope.value()));
        return ours.isEmpty() ? options.defaultScopes() : ours;
    }
}
