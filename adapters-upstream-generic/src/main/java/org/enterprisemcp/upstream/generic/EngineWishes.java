package org.enterprisemcp.upstream.generic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.enterprisemcp.upstream.rest.EngineOptions;

/**
 * How an upstream wants to be called, as far as its descriptor says so. What the operator sets goes before it.
 *
 * @param waits the waits before repetitions
 * @param jitter by which part a wait may be shorter
 * @param maxRetryAfter the longest wait that is granted within a call
 * @param attemptTimeout how long an attempt may take
 * @param deadline how long a call may take
 * @param repeatCreates whether creates are repeated although they may have happened
 * @param concurrent how many calls run at once
 * @param perSecond how many begin in a second
 * @param maxBody the largest answer in bytes
 * @param maxPages the most pages that one call brings
 */
record EngineWishes(
        Optional<List<Duration>> waits,
        Optional<Double> jitter,
        Optional<Duration> maxRetryAfter,
        Optional<Duration> attemptTimeout,
        Optional<Duration> deadline,
        boolean repeatCreates,
        Optional<Integer> concurrent,
        Optional<Double> perSecond,
        Optional<Integer> maxBody,
        int maxPages) {

    /** The most pages that one call brings unless the descriptor says otherwise; the rest is the next call's. */
    static final int USUAL_PAGES = 10;

    /** The wishes in a descriptor. */
    static EngineWishes of(Section root) {
        Optional<Section> retry = root.section("retry");
        Optional<Section> limits = root.section("limits");
        return new EngineWishes(
                retry.filter(it -> it.has("waits"))
                        .map(it -> it.decimals("waits").stream()
                                .map(EngineWishes::seconds)
                                .toList()),
                retry.flatMap(it -> it.decimal("jitter")),
                retry.flatMap(it -> it.decimal("maxRetryAfter")).map(EngineWishes::seconds),
                retry.flatMap(it -> it.decimal("attemptTimeout")).map(EngineWishes::seconds),
                retry.flatMap(it -> it.decimal("deadline")).map(EngineWishes::seconds),
                retry.flatMap(it -> it.text("create")).orElse("safe").equals("seed"),
                limits.flatMap(it -> it.integer("concurrent")),
                limits.flatMap(it -> it.decimal("perSecond")),
                limits.flatMap(it -> it.integer("maxBody")),
                limits.flatMap(it -> it.integer("maxPages")).orElse(USUAL_PAGES));
    }

    /** The options with these wishes in place of the defaults. */
    EngineOptions in(EngineOptions defaults) {
        EngineOptions.Pace usual = defaults.pace();
        return new EngineOptions(
                attemptTimeout.orElse(defaults.attemptTimeout()),
                deadline.orElse(defaults.callBudget()),
                concurrent.orElse(defaults.concurrency()),
                repeatCreates || defaults.repeatCreates(),
                maxBody.orElse(defaults.maxBody()),
                maxRetryAfter.orElse(defaults.maxRetryAfter()),
                defaults.bearerScheme(),
                defaults.operationIdHeaders(),
                new EngineOptions.Pace(
                        waits.orElse(usual.waits()),
                        jitter.orElse(usual.jitter()),
                        perSecond.map(OptionalDouble::of).orElse(usual.perSecond())),
                defaults.secretHeaders());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }
}
