package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.oauth.key.PublicKeyAlgorithms;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens that another issuer signed (RFC 7519). Only signatures with public keys count: with a shared secret whoever can
 * check a token could make one. Nothing in a header decides how a token is checked but the name of the key.
 */
public final class SignedTokens {

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST = 16 * 1024;

    private final KeySet keys;
    private final String issuer;
    private final Set<String> types;
    private final Clock clock;

    /**
     * The tokens of one issuer.
     *
     * @param issuer what they must name as their issuer
     * @param jwks where its keys stand; empty while that is not known
     * @param types the types that they may have ({@code typ}, in lower case); empty for whatever it is
     */
    public SignedTokens(String issuer, Supplier<Optional<String>> jwks, Set<String> types, Clock clock) {
        this.keys = new KeySet(jwks, clock);
        this.issuer = issuer;
        this.types = Set.copyOf(types);
        this.clock = clock;
    }

    /**
     * What a good token says.
     *
     * @throws TokenValidation when it is not good; its message says why, and repeats nothing of the token
     * @throws org.enterprisemcp.domain.error.UpstreamException.Connection when the issuer's keys cannot be had
     */
    public JWTClaimsSet claims(String token) {
        if (token.length() > LONGEST) {
            throw new TokenValidation("it is too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            checkHeader(jwt.getHeader());
            if (!keys.hasSigned(jwt)) {
                throw new TokenValidation("its signature is not that of a key of the issuer");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            checkTimes(claims);
            if (!issuer.equals(claims.getIssuer())) {
                throw new TokenValidation("iss is another issuer");
            }
            return claims;
        } catch (ParseException | IllegalArgumentException noJwt) {
            throw new TokenValidation("it is no signed JWT");
        }
    }

    private void checkHeader(JWSHeader header) {
        if (!PublicKeyAlgorithms.ALL.contains(header.getAlgorithm())) {
            throw new TokenValidation("alg is none that is accepted");
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new TokenValidation("its header demands what is not understood here");
        }
        String type = header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
        if (!types.isEmpty() && !types.contains(type.replaceFirst("^application/", ""))) {
            throw new TokenValidation("typ is not that of an access token");
        }
    }

    private void checkTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant end = instant(claims.getExpirationTime()).orElseThrow(() -> new TokenValidation("exp is missing"));
        if (!now.isBefore(end.plus(SKEW))) {
            throw new TokenValidation("it has expired");
        }
        boolean early = instant(claims.getNotBeforeTime())
                        .filter(now.plus(SKEW)::isBefore)
                        .isPresent()
                || instant(claims.getIssueTime())
                        .filter(now.plus(SKEW)::isBefore)
                        .isPresent();
        if (early) {
            throw new TokenValidation("it is not good yet");
        }
    }

    private static Optional<Instant> instant(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
