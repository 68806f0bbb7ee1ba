package org.enterprisemcp.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Safe for use by several threads. */
public final class MutableClock extends Clock {

    private volatile Instant now;

    /** A clock that shows the given time. */
    public MutableClock(Instant now) {
        this.now = now;
    }

    /** A clock that shows noon of the first day of 2026, UTC. */
    public MutableClock() {
        this(Instant.parse("2026-01-01T12:00:00Z"));
    }

    /** Moves the time on. */
    public synchronized void advance(Duration step) {
        now = now.plus(step);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
