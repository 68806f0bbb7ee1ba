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
    private @Nullable ScheduledFuture<?> next;
    private boolean second;
    private boolean stopped;

    private Heartbeat(EventStream stream, Duration every) {
        this.stream = stream;
        this.every = every;
    }

    static Heartbeat of(EventStream stream, Duration every) {
        Heartbeat heartbeat = new Heartbeat(stream, every);
        heartbeat.schedule(every);
        return heartbeat;
    }

    private synchronized void schedule(Duration in) {
        if (!stopped) {
            // The pool only keeps the time: a write may block, and must not block those of others.
            next = ForkJoinPool.commonPool()
                    .schedule(() -> Thread.startVirtualThread(this::beat), in.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void beat() {
        if (stream.beat()) {
            second = !second;
            schedule(second ? BETWEEN_THE_TWO : every);
        }
    }

    @Override
    public synchronized void close() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
