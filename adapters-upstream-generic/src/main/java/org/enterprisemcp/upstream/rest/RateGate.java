package org.enterprisemcp.upstream.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Spreads the calls of one account evenly: so many in a second and no more. */
final class RateGate {

    private final Clock clock;
    private final Duration step;
    private Instant next = Instant.MIN;

    /** @param step the time from one call to the next; zero for no limit */
    RateGate(Duration step, Clock clock) {
        this.step = step;
        this.clock = clock;
    }

    /** How long to wait before the call that takes the next turn; empty, and no turn taken, where that would be too long. */
    synchronized Optional<Duration> reserve(Duration most) {
        if (step.isZero()) {
            return Optional.of(Duration.ZERO);
        }
        Instant now = clock.instant();
        Instant turn = next.isAfter(now) ? next : now;
        Duration wait = Duration.between(now, turn);
        if (!wait.isZero() && wait.compareTo(most) > 0) {
            return Optional.empty();
        }
        next = turn.plus(step);
        return Optional.of(wait);
    }
}
