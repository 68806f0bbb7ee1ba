package org.enterprisemcp.mcp.legacy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a session is, as plain data: another process can take it over by replaying the initialize request.
 *
 * @param id the wire id ({@code Mcp-Session-Id})
 * @param owner the principal of the caller who opened it; nobody else may use it
 * @param revision the negotiated protocol revision
 * @param initialize the parameters of the initialize request
 * @param logLevel the level that the client asked for by {@code logging/setLevel}; null until it does
 */
record SessionRecord(
        String id,
        String owner,
        String revision,
        Map<String, Object> initialize,
        @Nullable String logLevel) {

    SessionRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(revision, "revision");
        // Not Map.copyOf: clients write out what they do not have, as null.
        initialize = Collections.unmodifiableMap(new LinkedHashMap<>(initialize));
    }

    SessionRecord withLogLevel(String level) {
        return new SessionRecord(id, owner, revision, initialize, level);
    }
}
