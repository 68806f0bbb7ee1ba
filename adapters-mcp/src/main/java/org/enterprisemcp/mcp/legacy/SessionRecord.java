package org.enterprisemcp.mcp.legacy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a session is, as plain data: another process can take it over by replaying the initialize request.
 *
 * @param id the wire id ({@code Mcp-Session-Id})
 * @param owner the principal of the caller who opened it; nobody else may use it
 * @param revision the negotiated protocol revision
 * @param initialize the parameters of the initialize request
 * @param logLevel the level that the client asked for by {@code logging/setLevel}; null until it does
 * @param subscriptions the resources of whose changes the client wants to hear
 */
record SessionRecord(
        String id,
        String owner,
        String revision,
        Map<String, Object> initialize,
        @Nullable String logLevel,
        Set<String> subscriptions) {

    private static final String FIRST_WITH_POLLING = "2025-11-25";

    SessionRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(revision, "revision");
        // Not Map.copyOf: clients write out what they do not have, as null.
        initialize = Collections.unmodifiableMap(new LinkedHashMap<>(initialize));
        subscriptions = Set.copyOf(subscriptions);
    }

    /** A session of which no more is known than how it began. */
    static SessionRecord opened(String id, String owner, String revision, Map<String, Object> initialize) {
        return new SessionRecord(id, owner, revision, initialize, null, Set.of());
    }

    SessionRecord withLogLevel(String level) {
        return new SessionRecord(id, owner, revision, initialize, level, subscriptions);
    }

    SessionRecord subscribedTo(String uri) {
        Set<String> more = new TreeSet<>(subscriptions);
        more.add(uri);
        return new SessionRecord(id, owner, revision, initialize, logLevel, more);
    }

    SessionRecord unsubscribedFrom(String uri) {
        Set<String> fewer = new TreeSet<>(subscriptions);
        fewer.remove(uri);
        return new SessionRecord(id, owner, revision, initialize, logLevel, fewer);
    }

    /** Whether the client knows streams that are closed in the middle of a call. */
    boolean knowsPolling() {
        return revision.compareTo(FIRST_WITH_POLLING) >= 0;
    }
}
