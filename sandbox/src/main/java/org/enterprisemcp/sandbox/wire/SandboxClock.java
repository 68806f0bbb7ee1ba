package org.enterprisemcp.sandbox.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The sandbox's time: that of another clock, until somebody moves it on. */
public final class SandboxClock extends Clock {

    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    /** @param base what it goes by */
    public SandboxClock(Clock base) {
        this.base = base;
    }

    /** Moves the time on. */
    synchronized void advance(Duration step) {
        ahead = ahead.plus(step);
    }

    /** Shows the time of the other clock again. */
    synchronized void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.tick(this, Duration.ofNanos(1)).withZone(zone);
    }
}
