package org.enterprisemcp.upstream.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A gate that stays closed until the time that the upstream named: going on would make the wait longer. */
final class Cooldown {

    /** However long the upstream asks for, after this we ask again: one odd header must not shut an account out for days. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private final Clock clock;
    private Instant closedUntil = Instant.MIN;

    Cooldown(Clock clock) {
        this.clock = clock;
    }

    synchronized void closeFor(Duration wait) {
        Instant until = clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        if (until.isAfter(closedUntil)) {
            closedUntil = until;
        }
    }

    /** How long the gate stays closed; empty when it is open. */
    synchronized Optional<Duration> closedFor() {
        Instant now = clock.instant();
        return now.isBefore(closedUntil) ? Optional.of(Duration.between(now, closedUntil)) : Optional.empty();
    }
}
