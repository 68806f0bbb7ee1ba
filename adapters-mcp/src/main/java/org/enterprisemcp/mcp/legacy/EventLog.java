package org.enterprisemcp.mcp.legacy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.enterprisemcp.mcp.JsonCodec;

/**
 * What is told on one stream of a session: numbered, so that a client that has lost its connection comes back for the rest
 * (2025-11-25, basic/transports, "Resumability and Redelivery"). Whoever tells never waits for whoever reads; of a reader that is
 * too slow the oldest events are lost.
 */
public final class EventLog {

    private static final int MAX_EVENTS = 256;
    private static final int MAX_BYTES = 1024 * 1024;

    private final String id;
    private final String session;
    private final boolean pollable;
    private final JsonCodec codec;
    private final Consumer<EventLog> keeper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> events = new ArrayDeque<>();
    private long last;
    private long released = Long.MAX_VALUE;
    private int bytes;
    private int readers;
    private boolean stream;
    private boolean finished;

    /**
     * An empty log.
     *
     * @param session the wire id of the session that it belongs to
     * @param pollable whether its client knows that it may be sent away to come back later (2025-11-25)
     * @param keeper is told whenever there is more to keep
     */
    EventLog(String id, String session, boolean pollable, JsonCodec codec, Consumer<EventLog> keeper) {
        this.id = id;
        this.session = session;
        this.pollable = pollable;
        this.codec = codec;
        this.keeper = keeper;
    }

    /** Something told, or the answer. */
    public static final class Event {

        private final long number;
        private final byte[] json;
        private final boolean answer;

        private Event(long number, byte[] json, boolean answer) {
            this.number = number;
            this.json = json;
            this.answer = answer;
        }

        /** Its place in the log, from 1 on. */
        public long number() {
            return number;
        }

        /** The message; not to be changed. */
        public byte[] json() {
            return json;
        }

        /** Whether it is the last one, the answer. */
        public boolean answer() {
            return answer;
        }
    }

    /** What a reader comes upon. */
    public sealed interface Next {

        /** An event. */
        record Told(Event event) implements Next {}

        /** Nothing, for as long as the reader was ready to wait. */
        enum Silence implements Next {
            SILENCE
        }

        /** The end of this reading; the log may go on for another reader. */
        enum End implements Next {
            END
        }
    }

    /** The wire id of an event; that of 0 stands for the beginning. */
    public String eventId(long number) {
        return id + "-" + number;
    }

    /** Whether a stream of it begins with an event that only says where it begins, and when to come back. */
    public boolean pollable() {
        return pollable;
    }

    /** From now on this is a stream, which may be broken off and taken up again. */
    public void becomeStream() {
        lock.lock();
        try {
            stream = true;
        } finally {
            lock.unlock();
        }
        keeper.accept(this);
    }

    /** A reading from behind an event on. It ends the one before: what is told is told once. */
    public Reading read(long after) {
        lock.lock();
        try {
            readers++;
            released = Long.MAX_VALUE;
            changed.signalAll();
            return new Reading(readers, after);
        } finally {
            lock.unlock();
        }
    }

    /** A reading of what is told from now on. */
    Reading readOn() {
        lock.lock();
        try {
            return read(last);
        } finally {
            lock.unlock();
        }
    }

    String id() {
        return id;
    }

    boolean belongsTo(String wireId) {
        return session.equals(wireId);
    }

    int bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Tells something. */
    void tell(Object message) {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            stream = true;
            add(message, false);
        } finally {
            lock.unlock();
        }
        keeper.accept(this);
    }

    /** Ends it with the answer; without one, where none is due. What is told later is told to nobody. */
    void finish(Optional<Object> answer) {
        boolean worthKeeping;
        lock.lock();
        try {
            if (finished) {
                return;
            }
            answer.ifPresent(message -> add(message, true));
            finished = true;
            worthKeeping = stream;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (worthKeeping) {
            keeper.accept(this);
        }
    }

    /** Sends the reader away, if its client knows how to come back; what is told from now on is for the next one. */
    void release() {
        if (!pollable) {
            return;
        }
        lock.lock();
        try {
            stream = true;
            released = last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        keeper.accept(this);
    }

    private void add(Object message, boolean answer) {
        last++;
        Event event = new Event(last, codec.bytes(message), answer);
        events.add(event);
        bytes += event.json().length;
        while (events.size() > 1 && (events.size() > MAX_EVENTS || bytes > MAX_BYTES)) {
            bytes -= events.remove().json().length;
        }
        changed.signalAll();
    }

    /** One client's way through the log. Good for one thread. */
    public final class Reading {

        private final int reader;
        private long position;

        private Reading(int reader, long after) {
            this.reader = reader;
            this.position = after;
        }

        /** The log that is read. */
        public EventLog log() {
            return EventLog.this;
        }

        /** The number of the event behind which it stands now. */
        public long position() {
            return position;
        }

        /** The next event, as soon as there is one. */
        public Next next(Duration patience) {
            long nanos = patience.toNanos();
            lock.lock();
            try {
                while (true) {
                    Optional<Event> event = following();
                    if (event.isPresent()) {
                        position = event.get().number();
                        return new Next.Told(event.get());
                    }
                    if (finished || reader != readers || released <= position) {
                        return Next.End.END;
                    }
                    if (nanos <= 0) {
                        return Next.Silence.SILENCE;
                    }
                    nanos = changed.awaitNanos(nanos);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Next.End.END;
            } finally {
                lock.unlock();
            }
        }

        private Optional<Event> following() {
            if (reader != readers) {
                return Optional.empty();
            }
            return events.stream()
                    .filter(event -> event.number() > position && event.number() <= released)
                    .findFirst();
        }
    }
}
