package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.UnfinishedCall;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.CatalogChange;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of all HTTP clients, by wire id. Clients rarely say goodbye, so idle sessions end by themselves. */
public final class LegacySessions implements AutoCloseable {

    /** A session that nobody used for so long is over; its client gets 404 and initializes anew. */
    public static final Duration IDLE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(LegacySessions.class);
    private static final int MAX_SESSIONS = 10_000;
    private static final int ID_BYTES = 24;

    private final McpCatalog catalog;
    private final Supplier<LegacyServer> made;
    private @Nullable LegacyServer server;
    private final Cache<String, LegacySession> sessions;
    private final OwnedSessions owners = new OwnedSessions();
    private final EventLogs logs;
    private final SecureRandom random = new SecureRandom();
    private final Duration longest;
    private final Set<OpenCall> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * No sessions yet.
     *
     * @param server made for the first session: a start need not wait for what newer clients never ask for
     * @param longest how long a call may take
     */
    public LegacySessions(
            McpCatalog catalog, JsonCodec codec, Supplier<LegacyServer> server, Clock clock, Duration longest) {
        this.catalog = catalog;
        this.made = server;
        this.longest = longest;
        this.sessions = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterAccess(IDLE)
                .maximumSize(MAX_SESSIONS)
                // At once, and not some time later on another thread.
                .executor(Runnable::run)
                .removalListener(this::over)
                .build();
        this.logs = new EventLogs(codec, clock);
        if (catalog.changing()) {
            // From the beginning, so that it hears of every change.
            server();
            catalog.listen(this::changed);
        }
    }

    private synchronized LegacyServer server() {
        if (server == null) {
            server = made.get();
        }
        return server;
    }

    /** A new session and what its client is told of it. */
    public record Greeting(String sessionId, InitializeResult result) {}

    /** Opens a session for a client that begins with initialize. */
    public Greeting open(Arrival from, Request initialize) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        var opened = server().open(HexFormat.of().formatHex(id), from, initialize);
        String sessionId = opened.session().record().id();
        sessions.put(sessionId, opened.session());
        owners.opened(from.caller().principal(), sessionId).ifPresent(sessions::invalidate);
        return new Greeting(sessionId, opened.result());
    }

    /** The session of that id, if it is this caller's. A stranger's session looks like one that does not exist. */
    public Optional<LegacySession> find(String sessionId, Caller caller) {
        Optional<LegacySession> found =
                Optional.ofNullable(sessions.getIfPresent(sessionId)).filter(session -> session.belongsTo(caller));
        found.ifPresent(session -> owners.used(caller.principal(), sessionId));
        return found;
    }

    /** How many there are. */
    public long size() {
        return sessions.estimatedSize();
    }

    /** How many calls go on. */
    public int calls() {
        return open.size();
    }

    /** A request is refused before it has come to a session. */
    public void refused(Request request, Arrival from, RequestSpan.End refusal) {
        server().refused(request, from, refusal);
    }

    /** Ends a session. */
    public void end(LegacySession session) {
        sessions.invalidate(session.record().id());
    }

    /** Tells those who only listen that the server stops, and ends their streams; calls go on. */
    @Override
    public void close() {
        closed = true;
        sessions.asMap().values().forEach(LegacySession::stop);
    }

    /** Ends the calls that still go on, each with an answer that says so. */
    public void abandon() {
        open.forEach(call -> call.end(UnfinishedCall.STOPPING));
    }

    /**
     * Works on messages of which at least one wants an answer, on a thread of its own: the call outlives its connection.
     *
     * @return what it tells and what it answers
     * @throws ProtocolRefusal for a batch in a revision that has none
     */
    public EventLog.Reading answer(LegacySession session, Legacy legacy, Arrival from) {
        session.admit(legacy);
        EventLog log = logs.create(session.record());
        EventLog.Reading reading = log.read(0);
        OpenCall call = new OpenCall(session, legacy, log);
        open.add(call);
        // The pool only keeps the time.
        Future<?> late = ForkJoinPool.commonPool()
                .schedule(() -> call.end(UnfinishedCall.TOO_LONG), longest.toMillis(), TimeUnit.MILLISECONDS);
        Thread.ofVirtual().name("mcp-call").start(() -> {
            Optional<Object> answer = Optional.empty();
            try {
                answer = session.answer(legacy, from, new Logged(log));
            } catch (RuntimeException mistake) {
                // Whoever waits for an answer gets one.
                LOG.error("A call was lost", mistake);
                call.end(UnfinishedCall.MISTAKE);
            } finally {
                late.cancel(false);
                open.remove(call);
                log.finish(answer);
            }
        });
        return reading;
    }

    /** Messages that are being worked on. */
    private record OpenCall(LegacySession session, Legacy legacy, EventLog log) {

        /** Answers it, whatever its thread does; that thread is stopped. */
        void end(UnfinishedCall reason) {
            List<JsonNode> ids = legacy.messages().stream()
                    .filter(Request.class::isInstance)
                    .map(message -> ((Request) message).id())
                    .toList();
            List<Map<String, Object>> answers = ids.stream().map(reason::body).toList();
            log.finish(Optional.of(legacy.batch() ? answers : answers.getFirst()));
            ids.forEach(session::cancel);
        }
    }

    /**
     * What came after an event that the client has seen.
     *
     * @throws ProtocolRefusal if that is not, or no longer, an event of this session
     */
    public EventLog.Reading resume(LegacySession session, String lastEventId) {
        return logs.after(lastEventId, session.record().id());
    }

    /** The stream on which the client hears of changes; empty if there will never be any. */
    public Optional<EventLog.Reading> listen(LegacySession session) {
        if (!catalog.changing()) {
            return Optional.empty();
        }
        EventLog.Reading reading =
                session.standing(() -> logs.create(session.record())).readOn();
        if (closed) {
            // It came in before the door was shut, and too late for those who were told.
            session.stop();
        }
        return Optional.of(reading);
    }

    private void changed(CatalogChange change) {
        sessions.asMap().values().forEach(session -> session.changed(change));
    }

    private void over(@Nullable String id, @Nullable LegacySession session, RemovalCause cause) {
        if (session != null) {
            session.end();
            owners.over(session.record().owner(), session.record().id());
            logs.forget(session.record().id());
        }
    }

    private record Logged(EventLog log) implements Outlet {

        @Override
        public void send(Object message) {
            log.tell(message);
        }

        @Override
        public void release() {
            log.release();
        }
    }
}
