package org.enterprisemcp.mcp.transport;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call and the thread that works on it, so that somebody else can stop it. */
final class RunningCall {

    private @Nullable Thread thread;
    private boolean finished;
    private boolean cancelled;
    private Optional<Object> instead = Optional.empty();

    /**
     * The call begins, on this thread.
     *
     * @return whether it is still wanted
     */
    synchronized boolean begin() {
        thread = Thread.currentThread();
        return !cancelled;
    }

    /** Interrupts the call, if it still runs. */
    void cancel() {
        cancelled(Optional.empty());
    }

    /**
     * Interrupts the call, if it still runs, and gives its client another answer.
     *
     * @return whether it was not too late
     */
    boolean cancel(Object answer) {
        return cancelled(Optional.of(answer));
    }

    private synchronized boolean cancelled(Optional<Object> answer) {
        if (finished || cancelled) {
            return false;
        }
        cancelled = true;
        instead = answer;
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }

    /** What the client is answered in place of what the call would have brought. */
    synchronized Optional<Object> instead() {
        return instead;
    }

    /**
     * The call is over; its thread is not interrupted any more.
     *
     * @return whether it came to its end by itself, so that somebody waits for its answer
     */
    synchronized boolean finish() {
        finished = true;
        if (cancelled) {
            Thread.interrupted();
        }
        return !cancelled;
    }
}
