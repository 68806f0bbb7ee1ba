package org.enterprisemcp.oauth.grant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.Opaque;

/**
 * Access tokens as this server signs them: JWTs of type {@code at+jwt} (RFC 9068) with HS256. Nothing in a header decides how a
 * token is checked but the name of the key, and that must be on the ring.
 */
final class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final int LONGEST = 4_096;

    private final KeyRing keys;
    private final GrantOptions options;
    private final Clock clock;

    AccessTokens(KeyRing keys, GrantOptions options, Clock clock) {
        this.keys = keys;
        this.options = options;
        this.clock = clock;
    }

    /**
     * What a good token says.
     *
     * @param grantId the grant that it descends from
     * @param clientId whose it is
     * @param scopes what it allows
     * @param expiresAt when it ends
     */
    record Claims(String grantId, String clientId, Set<Scope> scopes, Instant expiresAt) {
        Claims {
            Objects.requireNonNull(grantId, "grantId");
            scopes = Set.copyOf(scopes);
        }
    }

    String issue(Grant grant, List<String> scopes) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(options.issuer())
                .audience(options.resource())
                .subject(grant.subject())
                .claim("client_id", grant.clientId())
                .claim("scope", String.join(" ", scopes))
                .claim("gid", grant.id())
                .jwtID(Opaque.name())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(options.accessLifetime())))
                .build();
        String kid = keys.current();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).keyID(kid).build(), claims);
        try {
            token.sign(new MACSigner(keys.key(KeyPurpose.ACCESS_TOKEN, kid).orElseThrow()));
        } catch (JOSEException everyKeyIsLongEnough) {
            throw new IllegalStateException(everyKeyIsLongEnough);
        }
        return token.serialize();
    }

    /** What a token says, if it is one of ours, for here, and has not ended. */
    Optional<Claims> verify(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return isOurs(jwt) ? claims(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException noneOfOurs) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT jwt) throws JOSEException, ParseException {
        JWSHeader header = jwt.getHeader();
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())
                || !TYPE.equals(header.getType())
                || !HEADERS.equals(names(header))) {
            return false;
        }
        Optional<SecretKey> key = keys.key(KeyPurpose.ACCESS_TOKEN, header.getKeyID());
        return key.isPresent() && jwt.verify(new MACVerifier(key.get()));
    }

    /** As they are written: the library forgets those that hold an empty list, and one of these is {@code crit}. */
    private static Set<String> names(JWSHeader header) throws ParseException {
        return JSONObjectUtils.parse(header.getParsedBase64URL().decodeToString())
                .keySet();
    }

    private Optional<Claims> claims(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        Map<String, Object> all = claims.getClaims();
        boolean good = options.issuer().equals(claims.getIssuer())
                && List.of(options.resource()).equals(claims.getAudience())
                && claims.getExpirationTime() != null
                && now.isBefore(claims.getExpirationTime().toInstant())
                && claims.getIssueTime() != null
                && !claims.getIssueTime().toInstant().isAfter(now.plus(SKEW))
                && all.get("gid") instanceof String
                && all.get("client_id") instanceof String
                && all.get("scope") instanceof String;
        return good ? Optional.of(read(claims)) : Optional.empty();
    }

    private static Claims read(JWTClaimsSet claims) throws ParseException {
        return new Claims(
                claims.getStringClaim("gid"),
                claims.getStringClaim("client_id"),
                scopes(claims.getStringClaim("scope")),
                claims.getExpirationTime().toInstant());
    }

    private static Set<Scope> scopes(String scope) {
        return scope.isEmpty()
                ? Set.of()
                : List.of(scope.split(" ", -1)).stream().map(Scope::new).collect(Collectors.toUnmodifiableSet());
    }
}
