package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.key.PublicKeyAlgorithms;
import org.jspecify.annotations.Nullable;

/**
 * Checks the assertions by which clients with published keys prove who they are at the token endpoint ({@code private_key_jwt}, RFC
 * 7523 section 3): signed by RSA or an elliptic curve, about the client itself, for this server, good for five minutes at most, and
 * used once. EdDSA is refused: the JOSE library verifies it only with another library beside it.
 */
public final class ClientAssertions {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final int LARGEST_KEY_SET = 16 * 1024;
    private static final int LONGEST_ASSERTION = 8 * 1024;
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_KEYS = 4;
    private static final String USED = "client-assertion";

    private final DocumentCache<JWKSet> keySets;
    private final StateStore store;
    private final Clock clock;

    /**
     * Checks assertions.
     *
     * @param reach from where key sets are fetched
     * @param store remembers which assertions were used, for all replicas
     */
    public ClientAssertions(Reach reach, StateStore store, Clock clock) {
        this(DocumentFetch.within(reach), store, clock);
    }

    ClientAssertions(DocumentFetch fetch, StateStore store, Clock clock) {
        this.keySets = new DocumentCache<>(fetch, LARGEST_KEY_SET, (url, document) -> publicKeys(document), clock);
        this.store = store;
        this.clock = clock;
    }

    /**
     * Checks that an assertion is the client's own, and uses it up.
     *
     * @param audiences how this server may be named in it: the URL of the token endpoint, and the issuer
     * @throws OAuthRefusal invalid_client when it is not; the reason is for the log
     * @throws StateStore.Unavailable when nobody can say whether it was used before
     */
    public void check(Client client, String assertion, Set<String> audiences) {
        ClientKeys keys = client.keys().orElseThrow(() -> refused("the client has published no keys"));
        SignedJWT jwt = parsed(assertion);
        if (!isSignedBy(keys, jwt)) {
            throw refused("the signature is not that of a published key");
        }
        JWTClaimsSet claims = claims(jwt);
        if (!client.id().equals(claims.getIssuer()) || !client.id().equals(claims.getSubject())) {
            throw refused("iss and sub must both be the client id");
        }
        if (claims.getAudience().isEmpty() || !audiences.containsAll(claims.getAudience())) {
            throw refused("aud is not this server");
        }
        Instant end = end(claims);
        useUp(client, claims, Duration.between(clock.instant(), end).plus(SKEW).plus(SKEW));
    }

    private static SignedJWT parsed(String assertion) {
        if (assertion.length() > LONGEST_ASSERTION) {
            throw refused("the assertion is too long");
        }
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(assertion);
        } catch (ParseException noJwt) {
            throw refused("the assertion is no signed JWT");
        }
        if (!PublicKeyAlgorithms.ALL.contains(jwt.getHeader().getAlgorithm())) {
            throw refused("the assertion's algorithm is not one that is accepted");
        }
        return jwt;
    }

    private boolean isSignedBy(ClientKeys keys, SignedJWT jwt) {
        return switch (keys) {
            case ClientKeys.Inline inline -> isSignedBy(inline.keys(), jwt);
            case ClientKeys.At at ->
                isSignedBy(keySets.get(at.url()), jwt) || isSignedBy(keySets.renewed(at.url()), jwt);
        };
    }

    private static boolean isSignedBy(JWKSet keys, SignedJWT jwt) {
        JWKMatcher usable = JWKMatcher.forJWSHeader(jwt.getHeader());
        return new JWKSelector(usable).select(keys).stream().limit(MOST_KEYS).anyMatch(key -> isSignedBy(key, jwt));
    }

    private static boolean isSignedBy(JWK key, SignedJWT jwt) {
        try {
            Optional<JWSVerifier> verifier = verifier(key, jwt.getHeader());
            return verifier.isPresent() && jwt.verify(verifier.get());
        } catch (JOSEException notThisKey) {
            return false;
        }
    }

    private static Optional<JWSVerifier> verifier(JWK key, JWSHeader header) throws JOSEException {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= LEAST_RSA_BITS -> Optional.of(new RSASSAVerifier(rsa));
            case ECKey curve
            when new ECDSAVerifier(curve).supportedJWSAlgorithms().contains(header.getAlgorithm()) ->
                Optional.of(new ECDSAVerifier(curve));
            default -> Optional.empty();
        };
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException noClaims) {
            throw refused("the assertion's claims cannot be read");
        }
    }

    private Instant end(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant end = instant(claims.getExpirationTime()).orElseThrow(() -> refused("exp is missing"));
        if (!end.isAfter(now.minus(SKEW))) {
            throw refused("the assertion has expired");
        }
        if (end.isAfter(now.plus(LONGEST_LIFE).plus(SKEW))) {
            throw refused("exp is more than five minutes ahead");
        }
        boolean early = instant(claims.getNotBeforeTime())
                        .filter(now.plus(SKEW)::isBefore)
                        .isPresent()
                || instant(claims.getIssueTime())
                        .filter(now.plus(SKEW)::isBefore)
                        .isPresent();
        if (early) {
            throw refused("the assertion is not good yet");
        }
        return end;
    }

    private static Optional<Instant> instant(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private void useUp(Client client, JWTClaimsSet claims, Duration life) {
        String jti = claims.getJWTID();
        if (jti == null || jti.isBlank()) {
            throw refused("jti is missing");
        }
        if (!store.compareAndSet(USED, hash(client.id() + "\n" + jti), StateStore.ABSENT, "used", life)) {
            throw refused("the assertion was used before");
        }
    }

    /**
     * The keys of a set, if all are public.
     *
     * @throws OAuthRefusal when there is none, one that is secret, or no set at all
     */
    static JWKSet publicKeys(JsonNode document) {
        JWKSet keys;
        try {
            keys = JWKSet.parse(document.toString());
        } catch (ParseException noSet) {
            throw DocumentFetch.unverified("the key set cannot be read");
        }
        List<JWK> all = keys.getKeys();
        boolean asymmetric = all.stream().allMatch(key -> key instanceof RSAKey || key instanceof ECKey);
        if (all.isEmpty() || keys.containsNonPublicKeys() || !asymmetric) {
            throw DocumentFetch.unverified(
                    "the key set must hold public keys of RSA or an elliptic curve, and no others");
        }
        return keys;
    }

    private static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static OAuthRefusal refused(String reason) {
        return DocumentFetch.unverified(reason);
    }
}
