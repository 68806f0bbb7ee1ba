package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.legacy.LegacySession;

/** A client of HTTP+SSE: its stream, and what waits to be sent on it. */
final class SseSession {

    /** So many calls are worked on at once; a client that sends more is not reading what it is answered. */
    static final int MAX_IN_FLIGHT = 32;

    private static final int MAX_WAITING = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Is no message; it only wakes whoever waits for one. */
    private static final byte[] NOTHING = {};

    private final String id;
    private final String owner;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private volatile Optional<LegacySession> session = Optional.empty();
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean over;
    private volatile boolean stopping;

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

    /** A call begins, if there are not too many already. */
    Optional<Call> begin(Legacy sent) {
        if (!inFlight.tryAcquire()) {
            return Optional.empty();
        }
        Call call = new Call(sent);
        calls.add(call);
        return Optional.of(call);
    }

    /** The calls that go on. */
    Set<Call> calls() {
        return Set.copyOf(calls);
    }

    /** Lets the stream end as soon as no call goes on: what was asked here can be answered nowhere else. */
    void stop() {
        // First the last word, for afterwards the stream may end at any moment.
        session.ifPresent(LegacySession::stop);
        stopping = true;
        tell(NOTHING);
    }

    /** Whether the stream has ended, or is to end and nothing more will come. */
    boolean isOver() {
        return over || (stopping && calls.isEmpty() && waiting.isEmpty());
    }

    /** Messages that are being worked on. */
    final class Call implements AutoCloseable {

        private final Legacy sent;
        private final AtomicBoolean answered = new AtomicBoolean();

        private Call(Legacy sent) {
            this.sent = sent;
        }

        /** The ids of those messages that want an answer. */
        List<JsonNode> ids() {
            return sent.messages().stream()
                    .filter(Request.class::isInstance)
                    .map(message -> ((Request) message).id())
                    .toList();
        }

        /** Puts the answer on the stream, if it has none yet. */
        void answer(byte[] message) {
            if (answered.compareAndSet(false, true)) {
                send(message);
                over();
            }
        }

        /** Puts something else there in its place, if it has none yet; whoever does this does not wait. */
        void end(byte[] message) {
            if (answered.compareAndSet(false, true)) {
                tell(message);
                over();
            }
        }

        private void over() {
            calls.remove(this);
            if (stopping) {
                tell(NOTHING);
            }
        }

        /** Its thread has nothing more to do. */
        @Override
        public void close() {
            inFlight.release();
            over();
        }
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

    /** The next message, if there is one in time; an empty one is none. */
    Optional<byte[]> next(Duration within) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The stream ends. */
    void end() {
        over = true;
        session.ifPresent(LegacySession::end);
    }
}
