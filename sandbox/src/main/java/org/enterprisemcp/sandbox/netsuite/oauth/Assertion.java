package org.enterprisemcp.sandbox.netsuite.oauth;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JWT by which a client without a user proves who it is (RFC 7523, netsuite.md, 2).
 *
 * @param clientId whose it is
 * @param scopes what for
 */
record Assertion(String clientId, Set<String> scopes) {

    /** {@code client_assertion_type}. */
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    static final List<String> ALGORITHMS = List.of("PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final Duration LONGEST = Duration.ofMinutes(60);

    /**
     * Reads and checks an assertion.
     *
     * @param audiences the token URL in each of its spellings
     * @throws OAuthRefusal invalid_client unless it is signed by a known certificate, meant for this URL and in its time;
     *     invalid_scope for a scope that is not NetSuite's
     */
    static Assertion read(String text, Certificates certificates, Set<String> audiences, Instant now)
            throws OAuthRefusal {
        try {
            SignedJWT signed = SignedJWT.parse(text);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            boolean good = ALGORITHMS.contains(signed.getHeader().getAlgorithm().getName())
                    && JOSEObjectType.JWT.equals(signed.getHeader().getType())
                    && certificates.signed(signed)
                    && claims.getAudience().stream().anyMatch(audiences::contains)
                    && inTime(claims.getIssueTime(), claims.getExpirationTime(), now);
            if (!good) {
                throw OAuthRefusal.client();
            }
            String issuer = Optional.ofNullable(claims.getIssuer()).orElseThrow(OAuthRefusal::client);
            return new Assertion(issuer, scopes(claims));
        } catch (ParseException malformed) {
            throw OAuthRefusal.client();
        }
    }

    private static boolean inTime(@Nullable Date issued, @Nullable Date expires, Instant now) {
        if (issued == null || expires == null) {
            return false;
        }
        Duration life = Duration.between(issued.toInstant(), expires.toInstant());
        return life.compareTo(LONGEST) < 0
                && now.isBefore(expires.toInstant())
                && !issued.toInstant().isAfter(now);
    }

    /** A list in newer examples, one text with blanks in others. */
    private static Set<String> scopes(JWTClaimsSet claims) throws OAuthRefusal {
        String text = switch (claims.getClaim("scope")) {
            case String one -> one;
            case List<?> several ->
                String.join(" ", several.stream().map(String::valueOf).toList());
            case null, default -> "";
        };
        return Scopes.parse(text).orElseThrow(OAuthRefusal::scope);
    }
}
