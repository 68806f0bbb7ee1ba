package org.enterprisemcp.mcp.transport;

import org.jspecify.annotations.Nullable;

/** A call and the thread that works on it, so that somebody else can stop it. */
final class RunningCall {

    private @Nullable Thread thread;
    private boolean finished;
    private boolean cancelled;

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
    synchronized void cancel() {
        if (!finished && !cancelled) {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
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
