package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.oauth.OAuthRefusal;

/**
 * Documents that were fetched and found good, as long as their {@code Cache-Control} says: at least a minute, at most a day. What
 * could not be fetched is not kept; who asks for the same URL while it is fetched waits for that one fetch.
 *
 * @param <T> what was read from a document
 */
final class DocumentCache<T> {

    private static final Duration FLOOR = Duration.ofSeconds(60);
    private static final Duration CEILING = Duration.ofHours(24);
    private static final int MOST = 1_000;
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,9})");
    private static final Pattern NOT_KEPT = Pattern.compile("(?i)(?:^|[,\\s])no-(?:store|cache)(?:$|[,\\s=])");

    private final DocumentFetch fetch;
    private final int largest;
    private final BiFunction<String, JsonNode, T> reader;
    private final Clock clock;
    private final AsyncCache<String, Outcome<T>> cache;
    private final Cache<String, T> lastGood;

    /**
     * An empty cache.
     *
     * @param largest how many bytes a document may have
     * @param reader reads the document at a URL, or refuses it
     */
    DocumentCache(DocumentFetch fetch, int largest, BiFunction<String, JsonNode, T> reader, Clock clock) {
        this.fetch = fetch;
        this.largest = largest;
        this.reader = reader;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MOST)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.<String, Outcome<T>>creating((url, outcome) -> outcome.life()))
                .buildAsync();
        this.lastGood = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterWrite(CEILING)
                .build();
    }

    /** How many documents are remembered, be it only in case they cannot be fetched again. */
    long size() {
        lastGood.cleanUp();
        return lastGood.estimatedSize();
    }

    /** What came of a fetch. A refusal is a value too: the cache would log an exception, and whoever asks could fill the log. */
    private sealed interface Outcome<T> {
        Duration life();
    }

    private record Kept<T>(T value, Instant fetchedAt, Duration life) implements Outcome<T> {}

    private record Refused<T>(OAuthRefusal refusal) implements Outcome<T> {
        @Override
        public Duration life() {
            return Duration.ZERO;
        }
    }

    /**
     * What was read from the document at a URL.
     *
     * @throws OAuthRefusal when it cannot be fetched or is not as it must be
     */
    T get(String url) {
        return kept(url).value();
    }

    /** The same, fetched again unless that was done within the last minute. */
    T renewed(String url) {
        Kept<T> known = kept(url);
        if (known.fetchedAt().isAfter(clock.instant().minus(FLOOR))) {
            return known.value();
        }
        cache.synchronous().asMap().remove(url, known);
        return get(url);
    }

    private Kept<T> kept(String url) {
        CompletableFuture<Outcome<T>> outcome = cache.get(url, this::fetched);
        return switch (outcome.join()) {
            case Kept<T> kept when isGood(kept) -> kept;
            // The cache begins to count a life only some time after those who waited for it have gone on.
            case Kept<T> _ -> {
                cache.asMap().remove(url, outcome);
                yield kept(url);
            }
            case Refused<T>(OAuthRefusal refusal) -> {
                cache.asMap().remove(url, outcome);
                throw refusal;
            }
        };
    }

    private boolean isGood(Kept<T> kept) {
        return clock.instant().isBefore(kept.fetchedAt().plus(kept.life()));
    }

    /** A document that cannot be had at the moment is good as it last was: its client's users are not logged out for that. */
    private Outcome<T> fetched(String url) {
        DocumentFetch.Fetched fetched;
        try {
            fetched = fetch.fetch(url, largest);
        } catch (OAuthRefusal unreachable) {
            T before = lastGood.getIfPresent(url);
            return before == null ? new Refused<>(unreachable) : new Kept<>(before, clock.instant(), FLOOR);
        }
        try {
            T value = reader.apply(url, fetched.document());
            lastGood.put(url, value);
            return new Kept<>(value, clock.instant(), life(fetched.cacheControl()));
        } catch (OAuthRefusal refusal) {
            lastGood.invalidate(url);
            return new Refused<>(refusal);
        }
    }

    private static Duration life(String cacheControl) {
        Matcher age = MAX_AGE.matcher(cacheControl);
        if (NOT_KEPT.matcher(cacheControl).find() || !age.find()) {
            return FLOOR;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(age.group(1)));
        return asked.compareTo(FLOOR) < 0 ? FLOOR : asked.compareTo(CEILING) > 0 ? CEILING : asked;
    }
}
