package org.enterprisemcp.mcp.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.ProtocolRefusal;

/** How many streams that last as long as their clients like each caller may have open: every one holds a thread and a socket. */
final class StreamLimit {

    static final int MOST_PER_CALLER = 100;

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /**
     * A place for one stream, until it is closed.
     *
     * @throws ProtocolRefusal if the caller has them all
     */
    Place take(Caller caller) {
        String who = caller.principal();
        if (open.merge(who, 1, Integer::sum) > MOST_PER_CALLER) {
            leave(who);
            throw ProtocolRefusal.invalidRequest(
                    429, "You have " + MOST_PER_CALLER + " streams open already; close one first.");
        }
        return () -> leave(who);
    }

    /** How many places are taken. */
    int taken() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void leave(String who) {
        open.computeIfPresent(who, (name, count) -> count == 1 ? null : count - 1);
    }

    /** A place that was taken. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
