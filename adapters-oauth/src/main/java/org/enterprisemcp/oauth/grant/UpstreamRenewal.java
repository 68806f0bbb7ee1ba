package org.enterprisemcp.oauth.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.StateStore.Lease;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.grant.Grant.Status;
import org.enterprisemcp.oauth.grant.StateSpace.Found;
import org.enterprisemcp.oauth.upstream.TokenAnswer;
import org.enterprisemcp.oauth.upstream.TokenResponse;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the upstream's tokens, each of them once at a time among all threads and replicas: an upstream that rotates its refresh
 * tokens takes two renewals at once for theft. An upstream that fails logs nobody out.
 */
final class UpstreamRenewal {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamRenewal.class);

    private static final int ATTEMPTS = 3;
    /** One attempt may take 20 s; a call that waits for it has 30 s by default. */
    private static final Duration NO_ATTEMPT_AFTER = Duration.ofSeconds(8);

    private static final Duration LEASE = Duration.ofSeconds(70);
    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Grants grants;
    private final UpstreamLogin upstream;
    private final GrantOptions options;
    private final Clock clock;

    /** Grants whose upstream just failed, and when: not every call asks it again. */
    private final Cache<String, Instant> failing =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** What the upstream gave and the store could not take: the refresh token that stands there may be used up. */
    private final Cache<String, VaultEntry> unkept =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private final Map<String, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    UpstreamRenewal(Grants grants, UpstreamLogin upstream, GrantOptions options, Clock clock) {
        this.grants = grants;
        this.upstream = upstream;
        this.options = options;
        this.clock = clock;
        grants.onChange(id -> Optional.ofNullable(waiting.remove(id)).ifPresent(waiter -> waiter.complete(null)));
    }

    /** What came of a renewal. */
    sealed interface Outcome {

        /** There is a newer token. */
        record Renewed(VaultEntry entry) implements Outcome {}

        /** The user must sign in again. */
        record NeedsReauth() implements Outcome {}

        /** The upstream cannot say at the moment. */
        record Unavailable(Optional<Long> retryAfterSeconds) implements Outcome {}
    }

    /**
     * Makes sure, before a client gets a new access token, that there is an upstream token behind it.
     *
     * @throws OAuthRefusal when there is none, and whether for good or for now
     */
    void keepUsable(String grantId) {
        VaultEntry entry = grants.vault(grantId)
                .map(Found::value)
                .orElseThrow(() ->
                        new OAuthRefusal(OAuthError.INVALID_GRANT, "Sign in again.", "the upstream's tokens are gone"));
        if (entry.isFresh(clock.instant(), options.expiryBuffer())) {
            return;
        }
        switch (renew(grantId, entry)) {
            case Outcome.Renewed renewed -> {}
            case Outcome.NeedsReauth ended ->
                throw new OAuthRefusal(
                        OAuthError.INVALID_GRANT, "Sign in again.", "the upstream no longer renews its token");
            case Outcome.Unavailable unavailable -> {
                if (!entry.isValid(clock.instant())) {
                    throw new OAuthRefusal(
                            OAuthError.TEMPORARILY_UNAVAILABLE,
                            "The upstream's authorization server cannot be reached; try again later.");
                }
            }
        }
    }

    /**
     * Renews a token, or waits for whoever is just doing it.
     *
     * @param stale what is to be renewed; where something newer is there already, that is the outcome
     */
    Outcome renew(String grantId, VaultEntry stale) {
        Instant failed = failing.getIfPresent(grantId);
        if (failed != null && clock.instant().isBefore(failed.plus(REST))) {
            return new Outcome.Unavailable(Optional.of(REST.toSeconds()));
        }
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> first = running.putIfAbsent(grantId, mine);
        if (first != null) {
            return outcomeOf(first);
        }
        try {
            Outcome outcome = alone(grantId, stale);
            mine.complete(outcome);
            return outcome;
        } catch (RuntimeException | Error mistake) {
            mine.completeExceptionally(mistake);
            throw mistake;
        } finally {
            running.remove(grantId);
        }
    }

    /** Whoever waits for another fails as that one does, with an unavailable store for example. */
    private static Outcome outcomeOf(CompletableFuture<Outcome> first) {
        try {
            return first.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw failed;
        }
    }

    private Outcome alone(String grantId, VaultEntry stale) {
        Instant patience = clock.instant().plus(WAIT_FOR_OTHERS);
        while (true) {
            Optional<Found<VaultEntry>> found = grants.vault(grantId);
            if (found.isEmpty()) {
                return new Outcome.NeedsReauth();
            }
            if (!found.get().value().access().equals(stale.access())) {
                return new Outcome.Renewed(found.get().value());
            }
            CompletableFuture<Void> change = waiting.computeIfAbsent(grantId, _ -> new CompletableFuture<>());
            Optional<Lease> lease = grants.lease(grantId, LEASE);
            if (lease.isPresent()) {
                try {
                    return withLease(grantId, stale);
                } finally {
                    waiting.remove(grantId);
                    lease.get().close();
                }
            }
            if (!clock.instant().isBefore(patience)) {
                waiting.remove(grantId);
                return new Outcome.Unavailable(Optional.empty());
            }
            await(change, LOOK_AGAIN);
        }
    }

    /** Once more what stands there: whoever had the lease before may have renewed it. */
    private Outcome withLease(String grantId, VaultEntry stale) {
        Found<VaultEntry> found = grants.vault(grantId).orElse(null);
        if (found == null || !grants.find(grantId).map(Grant::isGood).orElse(false)) {
            return new Outcome.NeedsReauth();
        }
        if (!found.value().access().equals(stale.access())) {
            unkept.invalidate(grantId);
            return new Outcome.Renewed(found.value());
        }
        VaultEntry given = unkept.getIfPresent(grantId);
        if (given != null) {
            return kept(grantId, found, given);
        }
        if (found.value().refreshToken().isEmpty()) {
            return reauth(grantId, "the upstream gave no refresh token");
        }
        return asked(grantId, found);
    }

    private Outcome asked(String grantId, Found<VaultEntry> found) {
        Grant grant = grants.find(grantId).orElseThrow();
        Optional<Long> retryAfter = Optional.empty();
        Instant last = clock.instant().plus(NO_ATTEMPT_AFTER);
        for (int attempt = 1; attempt <= ATTEMPTS && clock.instant().isBefore(last); attempt++) {
            Instant askedAt = clock.instant();
            TokenAnswer answer = upstream.refresh(
                    grant.upstreamAccount(), found.value().refreshToken().orElseThrow());
            switch (answer) {
                case TokenResponse tokens -> {
                    VaultEntry renewed = found.value().renewed(tokens, askedAt);
                    unkept.put(grantId, renewed);
                    return kept(grantId, found, renewed);
                }
                case TokenAnswer.Refused refused
                when refused.isInvalidGrant() -> {
                    return reauth(grantId, "the upstream answered invalid_grant");
                }
                case TokenAnswer.Refused refused -> {
                    grants.observer().observed(GrantObserver.Event.RENEWAL_REFUSED);
                    LOG.error(
                            "event=upstream_refresh result=refused problem=\"{}\"",
                            refused.explanation().orElse(refused.error()));
                    return new Outcome.Unavailable(Optional.empty());
                }
                case TokenAnswer.Failed failed -> {
                    grants.observer().observed(GrantObserver.Event.RENEWAL_FAILED);
                    LOG.warn("event=upstream_refresh result=failed attempt={}", attempt);
                    retryAfter = failed.retryAfterSeconds();
                    if (attempt < ATTEMPTS) {
                        await(new CompletableFuture<>(), Duration.ofMillis(jitter(attempt)));
                    }
                }
            }
        }
        failing.put(grantId, clock.instant());
        return new Outcome.Unavailable(retryAfter);
    }

    /** Keeps what the upstream gave. A grant that was revoked meanwhile does not get it, and the upstream is told. */
    private Outcome kept(String grantId, Found<VaultEntry> found, VaultEntry renewed) {
        Optional<Grant> grant = grants.find(grantId);
        boolean kept = grants.replace(grantId, found, renewed);
        unkept.invalidate(grantId);
        if (kept) {
            grants.observer().observed(GrantObserver.Event.RENEWED);
            LOG.info(
                    "event=upstream_refresh result=renewed subject={}",
                    grant.map(Grant::subject).orElse("-"));
            return new Outcome.Renewed(renewed);
        }
        LOG.info("event=upstream_refresh result=revoked_meanwhile");
        renewed.refreshToken().ifPresent(token -> upstream.revoke(grant.flatMap(Grant::upstreamAccount), token));
        return new Outcome.NeedsReauth();
    }

    private Outcome reauth(String grantId, String reason) {
        grants.change(grantId, grant -> grant.isGood() ? grant.with(Status.NEEDS_REAUTH) : grant);
        grants.observer().observed(GrantObserver.Event.NEEDS_REAUTH);
        LOG.warn("event=upstream_refresh result=needs_reauth reason=\"{}\"", reason);
        return new Outcome.NeedsReauth();
    }

    private static long jitter(int attempt) {
        return ThreadLocalRandom.current().nextLong(100L * attempt, 250L * attempt);
    }

    private static void await(CompletableFuture<?> change, Duration most) {
        try {
            change.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException lookAgain) {
            // Whatever woke us, the store says what is so.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
