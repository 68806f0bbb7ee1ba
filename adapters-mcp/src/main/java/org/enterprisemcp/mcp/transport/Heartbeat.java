package org.enterprisemcp.mcp.transport;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a long answer that it is still coming, so that nobody in between cuts it off, and notices when its client has gone.
 * The write that finds this out is the second one, so each beat is two.
 */
final class Heartbeat implements AutoCloseable {

    private static final Duration BETWEEN_THE_TWO = Duration.ofMillis(300);

    private final EventStream stream;
    private final Duration every;
    private final Duration longest;
    private final Runnable late;
    private Duration lasted = Duration.ZERO;
    private @Nullable ScheduledFuture<?> next;
    private boolean second;
    private boolean stopped;

    private Heartbeat(EventStream stream, Duration every, Duration longest, Runnable late) {
        this.stream = stream;
        this.every = every;
        this.longest = longest;
        this.late = late;
    }

    /**
     * Beats until it is closed.
     *
     * @param every how long the answer may be silent
     * @param longest how long it may take in all
     * @param late is run at the beat by which it has taken so long
     */
    static Heartbeat of(EventStream stream, Duration every, Duration longest, Runnable late) {
        Heartbeat heartbeat = new Heartbeat(stream, every, longest, late);
        heartbeat.schedule(every);
        return heartbeat;
    }

    private synchronized void schedule(Duration pause) {
        if (!stopped) {
            Duration rest = longest.minus(lasted);
            Duration in = pause.compareTo(rest) < 0 ? pause : rest;
            lasted = lasted.plus(in);
            // The pool only keeps the time: a write may block, and must not block those of others.
            next = ForkJoinPool.commonPool()
                    .schedule(() -> Thread.startVirtualThread(this::beat), in.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void beat() {
        if (hasTakenTooLong()) {
            late.run();
        } else if (stream.beat()) {
            second = !second;
            schedule(second ? BETWEEN_THE_TWO : every);
        }
    }

    private synchronized boolean hasTakenTooLong() {
        return !stopped && lasted.compareTo(longest) >= 0;
    }

    @Override
    public synchronized void close() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
