package org.enterprisemcp.upstream.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.token.Secret;

/**
 * How the engine calls one upstream. An adapter states its defaults and lets {@link #overriddenBy} read what the operator set.
 *
 * @param attemptTimeout the longest that one attempt may take in all, slow bodies included
 * @param callBudget the longest that one tool call may take, retries included
 * @param concurrency how many calls run at once per account; the pool of connections to one host is of the same size
 * @param repeatCreates whether a create is repeated although it may have happened ({@code UPSTREAM_RETRY_CREATE=seed})
 * @param maxBody the largest answer in bytes, after decompression
 * @param maxRetryAfter the longest wait that the upstream may ask for and be granted within a call
 * @param bearerScheme the word before a bearer token
 * @param operationIdHeaders the headers in which the upstream names the exchange; several ids are joined
 * @param pace how attempts follow each other
 * @param secretHeaders headers beside the credential that every request shows
 */
public record EngineOptions(
        Duration attemptTimeout,
        Duration callBudget,
        int concurrency,
        boolean repeatCreates,
        int maxBody,
        Duration maxRetryAfter,
        String bearerScheme,
        List<String> operationIdHeaders,
        Pace pace,
        Map<String, Secret> secretHeaders) {

    private static final int CEILING_SECONDS = 195;
    private static final int MAX_CONCURRENCY = 4_096;
    private static final int DEFAULT_MAX_BODY = 4 * 1024 * 1024;
    private static final Duration DEFAULT_MAX_RETRY_AFTER = Duration.ofSeconds(10);

    public EngineOptions {
        Objects.requireNonNull(attemptTimeout, "attemptTimeout");
        Objects.requireNonNull(callBudget, "callBudget");
        Objects.requireNonNull(maxRetryAfter, "maxRetryAfter");
        Objects.requireNonNull(bearerScheme, "bearerScheme");
        operationIdHeaders = List.copyOf(operationIdHeaders);
        Objects.requireNonNull(pace, "pace");
        secretHeaders = Map.copyOf(secretHeaders);
        if (concurrency < 1 || maxBody < 1 || attemptTimeout.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("concurrency, body size and timeout must be positive");
        }
    }

    /** The defaults of an adapter: 4 MiB bodies, 10 s as the longest Retry-After, {@code Bearer}, {@code X-Request-Id}. */
    public static EngineOptions defaults(Duration attemptTimeout, Duration callBudget, int concurrency) {
        return new EngineOptions(
                attemptTimeout,
                callBudget,
                concurrency,
                false,
                DEFAULT_MAX_BODY,
                DEFAULT_MAX_RETRY_AFTER,
                "Bearer",
                List.of("X-Request-Id"),
                Pace.usual(),
                Map.of());
    }

    /**
     * These options with what the operator set: {@code UPSTREAM_TIMEOUT_SECS}, {@code UPSTREAM_DEADLINE_SECS},
     * {@code UPSTREAM_MAX_CONCURRENCY}, {@code UPSTREAM_RETRY_CREATE}.
     *
     * @param problems takes one sentence for each unusable value
     */
    public EngineOptions overriddenBy(Settings settings, List<String> problems) {
        Optional<Integer> timeout = number(settings, "UPSTREAM_TIMEOUT_SECS", CEILING_SECONDS, problems);
        Optional<Integer> deadline = number(settings, "UPSTREAM_DEADLINE_SECS", CEILING_SECONDS, problems);
        Optional<Integer> places = number(settings, "UPSTREAM_MAX_CONCURRENCY", MAX_CONCURRENCY, problems);
        return new EngineOptions(
                timeout.map(Duration::ofSeconds).orElse(attemptTimeout),
                deadline.map(Duration::ofSeconds).orElse(callBudget),
                places.orElse(concurrency),
                repeatCreates(settings, problems),
                maxBody,
                maxRetryAfter,
                bearerScheme,
                operationIdHeaders,
                pace,
                secretHeaders);
    }

    /** These options with another word before bearer tokens: {@code Zoho-oauthtoken}. */
    public EngineOptions withBearerScheme(String scheme) {
        return new EngineOptions(
                attemptTimeout,
                callBudget,
                concurrency,
                repeatCreates,
                maxBody,
                maxRetryAfter,
                scheme,
                operationIdHeaders,
                pace,
                secretHeaders);
    }

    /** These options with other headers in which the upstream names the exchange. */
    public EngineOptions withOperationIdHeaders(String... headers) {
        return new EngineOptions(
                attemptTimeout,
                callBudget,
                concurrency,
                repeatCreates,
                maxBody,
                maxRetryAfter,
                bearerScheme,
                List.of(headers),
                pace,
                secretHeaders);
    }

    /** These options with another pace. */
    public EngineOptions withPace(Pace other) {
        return new EngineOptions(
                attemptTimeout,
                callBudget,
                concurrency,
                repeatCreates,
                maxBody,
                maxRetryAfter,
                bearerScheme,
                operationIdHeaders,
                other,
                secretHeaders);
    }

    /** These options with headers beside the credential; their values are kept back like it. */
    public EngineOptions withSecretHeaders(Map<String, Secret> headers) {
        return new EngineOptions(
                attemptTimeout,
                callBudget,
                concurrency,
                repeatCreates,
                maxBody,
                maxRetryAfter,
                bearerScheme,
                operationIdHeaders,
                pace,
                headers);
    }

    /**
     * How attempts follow each other.
     *
     * @param waits the waits before the second attempt and those after it; there are as many repetitions at most
     * @param jitter by which part a wait may be shorter, 0 to 1
     * @param perSecond the most calls per account in a second
     */
    public record Pace(List<Duration> waits, double jitter, OptionalDouble perSecond) {
        public Pace {
            waits = List.copyOf(waits);
            Objects.requireNonNull(perSecond, "perSecond");
            if (jitter < 0 || jitter > 1 || perSecond.orElse(1) <= 0) {
                throw new IllegalArgumentException("jitter must be 0 to 1, calls per second above 0");
            }
        }

        /** Four attempts, the waits of half a second, one and two, a quarter of them jitter; no limit per second. */
        public static Pace usual() {
            return new Pace(
                    List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                    0.25,
                    OptionalDouble.empty());
        }

        /** The time from one call to the next; zero where there is no limit. */
        Duration step() {
            return perSecond.isPresent()
                    ? Duration.ofNanos((long) (1_000_000_000L / perSecond.getAsDouble()))
                    : Duration.ZERO;
        }
    }

    private boolean repeatCreates(Settings settings, List<String> problems) {
        String key = "UPSTREAM_RETRY_CREATE";
        return switch (settings.value(key).orElse(repeatCreates ? "seed" : "safe")) {
            case "safe" -> false;
            case "seed" -> true;
            default -> {
                problems.add(key + ": must be safe or seed");
                yield repeatCreates;
            }
        };
    }

    private static Optional<Integer> number(Settings settings, String key, int most, List<String> problems) {
        Optional<String> text = settings.value(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(text.get());
            if (number >= 1 && number <= most) {
                return Optional.of(number);
            }
        }
        problems.add(key + ": must be a whole number from 1 to " + most);
        return Optional.empty();
    }
}
