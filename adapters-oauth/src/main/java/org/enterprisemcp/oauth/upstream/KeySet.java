package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an issuer (RFC 7517), fetched when they are first needed and kept. A key that is not among them makes them be
 * fetched once more, but not again and again; while the issuer cannot be reached, the known keys stay good.
 */
final class KeySet {

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);
    private static final Duration NOT_MORE_OFTEN_THAN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 256 * 1024;

    private final String url;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final WebClient web = WebClient.builder()
            .followRedirects(false)
            .keepAlive(false)
            .connectTimeout(PATIENCE)
            .readTimeout(PATIENCE)
            .build();
    private volatile JWKSet keys = new JWKSet();
    private volatile Instant fetchedAt = Instant.MIN;

    KeySet(String url, Clock clock) {
        this.url = url;
        this.clock = clock;
    }

    /** The claims of a token that one of these keys has signed; nothing is said yet of whether they are good. */
    Optional<JWTClaimsSet> claims(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // A symmetric algorithm would take a public key, which everybody has, for a secret.
            if (!JWSAlgorithm.Family.SIGNATURE.contains(jwt.getHeader().getAlgorithm())) {
                return Optional.empty();
            }
            Optional<JWK> key = key(jwt.getHeader().getKeyID());
            return key.isPresent() && isSigned(jwt, key.get()) ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException noneOfTheirs) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(SignedJWT jwt, JWK key) throws JOSEException {
        if (!(key instanceof AsymmetricJWK pair)) {
            return false;
        }
        return jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), pair.toPublicKey()));
    }

    private Optional<JWK> key(String kid) {
        if (kid == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(keys.getKeyByKeyId(kid)).or(() -> {
            fetch();
            return Optional.ofNullable(keys.getKeyByKeyId(kid));
        });
    }

    private void fetch() {
        fetching.lock();
        try {
            Instant now = clock.instant();
            if (fetchedAt.equals(Instant.MIN) || !now.isBefore(fetchedAt.plus(NOT_MORE_OFTEN_THAN))) {
                fetchedAt = now;
                fetched().ifPresent(set -> keys = set);
            }
        } finally {
            fetching.unlock();
        }
    }

    private Optional<JWKSet> fetched() {
        try (HttpClientResponse response = web.get(url).request()) {
            if (response.status().code() == 200) {
                try (InputStream in = response.inputStream()) {
                    return Optional.of(JWKSet.parse(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8)));
                }
            }
            LOG.warn(
                    "event=jwks_fetch result=failed status={}",
                    response.status().code());
        } catch (IOException | ParseException | RuntimeException unreachable) {
            LOG.warn(
                    "event=jwks_fetch result=failed kind={}",
                    unreachable.getClass().getSimpleName());
        }
        return Optional.empty();
    }
}
