package org.enterprisemcp.mcp.legacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;

/** The sessions of all HTTP clients, by wire id. Clients rarely say goodbye, so idle sessions end by themselves. */
public final class LegacySessions {

    /** A session that nobody used for so long is over; its client gets 404 and initializes anew. */
    public static final Duration IDLE = Duration.ofHours(1);

    private static final int MAX_SESSIONS = 10_000;
    private static final int ID_BYTES = 24;

    private final LegacyServer server;
    private final Cache<String, LegacySession> sessions;
    private final SecureRandom random = new SecureRandom();

    public LegacySessions(LegacyServer server, Clock clock) {
        this.server = server;
        this.sessions = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterAccess(IDLE)
                .maximumSize(MAX_SESSIONS)
                .build();
    }

    /** A new session and what its client is told of it. */
    public record Greeting(String sessionId, InitializeResult result) {}

    public Greeting open(Caller caller, Request initialize) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        var opened = server.open(HexFormat.of().formatHex(id), caller, initialize);
        String sessionId = opened.session().record().id();
        sessions.put(sessionId, opened.session());
        return new Greeting(sessionId, opened.result());
    }

    /** The session of that id, if it is this caller's. A stranger's session looks like one that does not exist. */
    public Optional<LegacySession> find(String sessionId, Caller caller) {
        return Optional.ofNullable(sessions.getIfPresent(sessionId)).filter(session -> session.belongsTo(caller));
    }

    public void end(LegacySession session) {
        sessions.invalidate(session.record().id());
    }
}
