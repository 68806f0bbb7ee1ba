package org.enterprisemcp.upstream.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.enterprisemcp.domain.port.TargetLoad;
import org.enterprisemcp.domain.target.Target;

/** The limits of every target that was called lately. Idle ones are forgotten, so ten failures spread over a day open nothing. */
final class LimitsByTarget {

    static final Duration IDLE = Duration.ofMinutes(10);
    static final int CROWDED = 1_000;

    private final Map<Target, AccountLimits> limits = new ConcurrentHashMap<>();
    private final int concurrency;
    private final Duration step;
    private final Clock clock;

    /** @param step the time from one call of an account to the next; zero for no limit */
    LimitsByTarget(int concurrency, Duration step, Clock clock) {
        this.concurrency = concurrency;
        this.step = step;
        this.clock = clock;
    }

    AccountLimits of(Target target) {
        AccountLimits known = limits.get(target);
        if (known != null) {
            return known;
        }
        forgetIdle();
        return limits.computeIfAbsent(target, _ -> new AccountLimits(concurrency, step, clock));
    }

    /** How far each of them is used. */
    List<TargetLoad> loads() {
        return limits.entrySet().stream()
                .map(entry -> entry.getValue().load(entry.getKey().label()))
                .toList();
    }

    int size() {
        return limits.size();
    }

    private void forgetIdle() {
        Instant now = clock.instant();
        limits.values().removeIf(each -> each.isIdleSince(now.minus(IDLE)));
        if (limits.size() >= CROWDED) {
            limits.values().removeIf(each -> each.isIdleSince(now));
        }
    }
}
