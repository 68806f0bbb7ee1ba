package org.enterprisemcp.mcp.legacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.ProtocolRefusal;

/** The streams of all sessions that a client may take up again: for a while after the last event, and never more than so many bytes. */
final class EventLogs {

    static final Duration KEPT = Duration.ofMinutes(5);

    private static final long MAX_BYTES = 16L * 1024 * 1024;
    private static final int LOG_BYTES = 512;
    private static final int ID_BYTES = 8;

    private final JsonCodec codec;
    private final Cache<String, EventLog> logs;
    private final SecureRandom random = new SecureRandom();

    EventLogs(JsonCodec codec, Clock clock) {
        this.codec = codec;
        this.logs = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterWrite(KEPT)
                .weigher((String id, EventLog log) -> LOG_BYTES + log.bytes())
                .maximumWeight(MAX_BYTES)
                .build();
    }

    /** A new one, which is kept as soon as it is a stream. */
    EventLog create(SessionRecord session) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new EventLog(HexFormat.of().formatHex(id), session.id(), session.knowsPolling(), codec, this::keep);
    }

    private void keep(EventLog log) {
        logs.put(log.id(), log);
    }

    /** Forgets those of a session that has ended. */
    void forget(String session) {
        logs.asMap().values().removeIf(log -> log.belongsTo(session));
    }

    /**
     * A reading of what came after an event.
     *
     * @param lastEventId the id of the last event that the client has seen
     * @throws ProtocolRefusal if that is not, or no longer, an event of this session
     */
    EventLog.Reading after(String lastEventId, String session) {
        int dash = lastEventId.lastIndexOf('-');
        return Optional.ofNullable(logs.getIfPresent(dash < 0 ? "" : lastEventId.substring(0, dash)))
                .filter(log -> log.belongsTo(session))
                .flatMap(log -> number(lastEventId.substring(dash + 1)).map(log::read))
                .orElseThrow(
                        () -> ProtocolRefusal.invalidRequest(
                                400,
                                "Last-Event-ID names no event of this session that is still kept; what came after it is lost."));
    }

    private static Optional<Long> number(String digits) {
        try {
            return Optional.of(Long.valueOf(digits));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
