package org.enterprisemcp.mcp.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.legacy.LegacySession;

/** A client of HTTP+SSE: its stream, and what waits to be sent on it. */
final class SseSession {

    /** So many calls are worked on at once; a client that sends more is not reading what it is answered. */
    static final int MAX_IN_FLIGHT = 32;

    private static final int MAX_WAITING = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String id;
    private final String owner;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private volatile Optional<LegacySession> session = Optional.empty();
    private volatile boolean over;

    SseSession(String id, Caller owner) {
        this.id = id;
        this.owner = owner.principal();
    }

    String id() {
        return id;
    }

    boolean belongsTo(Caller caller) {
        return owner.equals(caller.principal());
    }

    /** What the client has initialized, once it has. */
    Optional<LegacySession> session() {
        return session;
    }

    /** The client has initialized; it can do so once. */
    synchronized boolean opened(LegacySession opened) {
        if (session.isPresent()) {
            return false;
        }
        session = Optional.of(opened);
        return true;
    }

    Semaphore inFlight() {
        return inFlight;
    }

    /** Puts a message on the stream. A client that does not read for long has no use for it, and loses the stream. */
    void send(byte[] message) {
        try {
            if (!over && !waiting.offer(message, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                end();
            }
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts something on the stream that nobody asked for; whoever tells it does not wait. */
    void tell(byte[] message) {
        if (!over && !waiting.offer(message)) {
            end();
        }
    }

    /** The next message, if there is one in time. */
    Optional<byte[]> next(Duration within) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The stream ends. */
    void end() {
        over = true;
        session.ifPresent(LegacySession::end);
    }

    boolean isOver() {
        return over;
    }
}
