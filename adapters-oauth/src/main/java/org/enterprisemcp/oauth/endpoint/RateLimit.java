package org.enterprisemcp.oauth.endpoint;

import java.time.Clock;

/**
 * A ceiling on how often something happens, for all callers together: a bucket that fills at a steady rate. It is generous, for
 * hosted assistants come from few addresses; it keeps a flood from taking the whole machine.
 */
final class RateLimit {

    private final double burst;
    private final double perMillisecond;
    private final Clock clock;
    private double left;
    private long filledAt;

    /**
     * @param burst how much may happen at once
     * @param perSecond how much may happen for good
     */
    RateLimit(int burst, int perSecond, Clock clock) {
        this.burst = burst;
        this.perMillisecond = perSecond / 1_000.0;
        this.clock = clock;
        this.left = burst;
        this.filledAt = clock.millis();
    }

    /** Whether it may happen once more now. */
    synchronized boolean admits() {
        long now = clock.millis();
        left = Math.min(burst, left + (now - filledAt) * perMillisecond);
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
