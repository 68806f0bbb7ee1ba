package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of a session that are being worked on, by the ids of their requests, so that a client can cancel them. */
final class RunningCalls {

    private final Map<JsonNode, Running> running = new ConcurrentHashMap<>();

    /** A call that the current thread works on until it is closed. */
    Running begin(JsonNode id) {
        Running call = new Running(id, Thread.currentThread());
        running.put(id, call);
        return call;
    }

    /** Stops the call of a request, if it is running; a client may be too late. */
    void cancel(JsonNode id) {
        Optional.ofNullable(running.get(id)).ifPresent(Running::cancel);
    }

    /** Stops all of them. */
    void cancelAll() {
        running.values().forEach(Running::cancel);
    }

    /** A call and its thread. */
    final class Running implements AutoCloseable {

        private final JsonNode id;
        private final Thread worker;
        private boolean over;
        private boolean cancelled;

        private Running(JsonNode id, Thread worker) {
            this.id = id;
            this.worker = worker;
        }

        private synchronized void cancel() {
            if (!over) {
                cancelled = true;
                worker.interrupt();
            }
        }

        /** Whether nobody waits for an answer any more. */
        synchronized boolean cancelled() {
            return cancelled;
        }

        /** Nothing stops the thread from here on. */
        @Override
        public synchronized void close() {
            over = true;
            running.remove(id, this);
            if (cancelled) {
                // What was meant for this call must not reach the next one on this thread.
                Thread.interrupted();
            }
        }
    }
}
