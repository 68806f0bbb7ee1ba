package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks by the issuer's keys what a login brought: the id token (OpenID Connect Core section 3.1.3.7), or the access token, a JWT. */
public final class SignedTokenCheck implements TokenCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SignedTokenCheck.class);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Subject subject;
    private final KeySet keys;
    private final String issuer;
    private final String clientId;
    private final Set<String> requiredScopes;
    private final Clock clock;

    /** Which of the two is checked. */
    public enum Subject {
        ID_TOKEN,
        ACCESS_TOKEN
    }

    /**
     * A check.
     *
     * @param issuer who must have issued the token
     * @param jwks where the issuer's keys stand
     * @param clientId for whom an id token must be
     * @param requiredScopes what the upstream must have given
     */
    public SignedTokenCheck(
            Subject subject, String issuer, String jwks, String clientId, Set<String> requiredScopes, Clock clock) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.keys = new KeySet(jwks, clock);
        this.issuer = issuer;
        this.clientId = clientId;
        this.requiredScopes = Set.copyOf(requiredScopes);
        this.clock = clock;
    }

    @Override
    public boolean accepts(TokenResponse tokens, String nonce, Optional<AccountId> account) {
        Optional<String> token = switch (subject) {
            case ID_TOKEN -> tokens.idToken().map(Secret::reveal);
            case ACCESS_TOKEN -> Optional.of(tokens.accessToken().reveal());
        };
        Optional<String> problem = token.flatMap(keys::claims)
                .map(claims -> problem(claims, tokens, nonce))
                .orElse(Optional.of("it is missing, or not signed by the issuer"));
        problem.ifPresent(reason -> LOG.warn("event=upstream_token_refused token={} reason=\"{}\"", subject, reason));
        return problem.isEmpty();
    }

    private Optional<String> problem(JWTClaimsSet claims, TokenResponse tokens, String nonce) {
        Instant now = clock.instant();
        if (!issuer.equals(claims.getIssuer())) {
            return Optional.of("iss is another one");
        }
        if (claims.getExpirationTime() == null
                || !now.isBefore(claims.getExpirationTime().toInstant().plus(SKEW))) {
            return Optional.of("it has expired");
        }
        if (subject == Subject.ID_TOKEN && !isForUs(claims)) {
            return Optional.of("aud is another client");
        }
        if (subject == Subject.ID_TOKEN && !nonce.equals(claims.getClaim("nonce"))) {
            return Optional.of("nonce is not that of this login");
        }
        return scopes(claims, tokens).containsAll(requiredScopes)
                ? Optional.empty()
                : Optional.of("a required scope is missing");
    }

    private boolean isForUs(JWTClaimsSet claims) {
        return claims.getAudience().contains(clientId)
                && (claims.getAudience().size() == 1 || clientId.equals(claims.getClaim("azp")));
    }

    /** What the answer says; else what the token says. */
    private static List<String> scopes(JWTClaimsSet claims, TokenResponse tokens) {
        if (!tokens.scopes().isEmpty()) {
            return tokens.scopes();
        }
        try {
            return Stream.ofNullable(claims.getStringClaim("scope"))
                    .flatMap(scope -> Stream.of(scope.split("[\\s,]+", -1)))
                    .toList();
        } catch (ParseException noText) {
            return List.of();
        }
    }
}
