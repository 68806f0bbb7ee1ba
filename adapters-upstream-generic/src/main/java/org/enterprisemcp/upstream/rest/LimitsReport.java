package org.enterprisemcp.upstream.rest;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the limits of one account are used.
 *
 * @param concurrency how many calls may run at once
 * @param running how many run now
 * @param pause how long calls are still held back because the upstream asked for it
 * @param heldBack whether calls are held back because the upstream keeps failing
 */
public record LimitsReport(int concurrency, int running, Optional<Duration> pause, boolean heldBack) {

    public LimitsReport {
        Objects.requireNonNull(pause, "pause");
    }
}
