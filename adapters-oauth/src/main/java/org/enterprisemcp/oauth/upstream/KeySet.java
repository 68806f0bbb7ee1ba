package org.enterprisemcp.oauth.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an issuer (RFC 7517), as it publishes them. They are kept; an unknown key id fetches them anew, at most every
 * half minute, so that nobody can have the issuer asked by inventing ids. While keys are known, an issuer that cannot be reached
 * changes nothing.
 */
final class KeySet {

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);

    private static final Duration NOT_TWICE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_KEYS = 8;

    private final Supplier<Optional<String>> url;
    private final Clock clock;
    private final JsonGet get = new JsonGet();
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known known = new Known(Optional.empty(), Instant.MIN, Instant.MIN);

    /** @param url where they stand ({@code jwks_uri}); empty while that is not known */
    KeySet(Supplier<Optional<String>> url, Clock clock) {
        this.url = url;
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param fetchedAt when the keys came
     * @param triedAt when they were asked for, whatever came of it
     */
    private record Known(Optional<JWKSet> keys, Instant fetchedAt, Instant triedAt) {}

    /**
     * Whether one of the keys has signed a token.
     *
     * @throws Connection when no keys are known and none can be had, so that nobody can tell
     */
    boolean hasSigned(SignedJWT token) {
        Known before = current();
        List<JWK> candidates = candidates(before, token.getHeader());
        if (candidates.isEmpty()) {
            candidates = candidates(refetched(before), token.getHeader());
        }
        if (candidates.isEmpty() && known.keys().isEmpty()) {
            throw new Connection("The issuer's keys cannot be had at the moment.", CallFacts.unanswered(1));
        }
        return candidates.stream().limit(MOST_KEYS).anyMatch(key -> isSignedBy(key, token));
    }

    private Known current() {
        Known now = known;
        return now.keys().isPresent()
                        && clock.instant().isBefore(now.fetchedAt().plus(LOOK_AGAIN))
                ? now
                : refetched(now);
    }

    /** Of those who find the same keys wanting, one fetches; the others wait and see what came. */
    private Known refetched(Known found) {
        fetching.lock();
        try {
            Instant now = clock.instant();
            boolean justTried = known.triedAt().isAfter(now.minus(NOT_TWICE_WITHIN));
            if (!known.triedAt().equals(found.triedAt()) || justTried) {
                return known;
            }
            Optional<JWKSet> fetched = url.get().flatMap(get::object).flatMap(KeySet::publicKeys);
            if (fetched.isEmpty()) {
                LOG.warn("event=keys_unavailable url={}", url.get().orElse("unknown"));
            }
            known = fetched.isPresent()
                    ? new Known(fetched, now, now)
                    : new Known(found.keys(), found.fetchedAt(), now);
            return known;
        } finally {
            fetching.unlock();
        }
    }

    /** Only keys that everybody may know are of use; a set that shows a secret one is not trusted at all. */
    private static Optional<JWKSet> publicKeys(JsonNode document) {
        try {
            JWKSet keys = JWKSet.parse(document.toString());
            return keys.getKeys().isEmpty() || keys.containsNonPublicKeys() ? Optional.empty() : Optional.of(keys);
        } catch (ParseException noKeys) {
            return Optional.empty();
        }
    }

    private static List<JWK> candidates(Known known, JWSHeader header) {
        Optional<JWKMatcher> matcher = Optional.ofNullable(JWKMatcher.forJWSHeader(header));
        return matcher.flatMap(usable -> known.keys().map(keys -> new JWKSelector(usable).select(keys)))
                .orElse(List.of());
    }

    private static boolean isSignedBy(JWK key, SignedJWT token) {
        try {
            return switch (key) {
                case RSAKey rsa when rsa.size() >= LEAST_RSA_BITS -> token.verify(new RSASSAVerifier(rsa));
                case ECKey curve -> token.verify(new ECDSAVerifier(curve));
                default -> false;
            };
        } catch (JOSEException notThisKey) {
            return false;
        }
    }
}
