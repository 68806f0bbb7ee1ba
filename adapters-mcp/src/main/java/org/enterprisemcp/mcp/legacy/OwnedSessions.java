package org.enterprisemcp.mcp.legacy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which sessions are whose, so that a client that opens one for every call and never says goodbye pushes out its own only. */
final class OwnedSessions {

    static final int MOST_PER_OWNER = 1_000;

    private final Map<String, Set<String>> idsByOwner = new ConcurrentHashMap<>();

    /** The session that has to go for a new one: the owner's longest unused. */
    Optional<String> opened(String owner, String id) {
        List<String> out = new ArrayList<>();
        idsByOwner.compute(owner, (who, known) -> {
            Set<String> ids = known == null ? new LinkedHashSet<>() : known;
            ids.add(id);
            if (ids.size() > MOST_PER_OWNER) {
                String oldest = ids.iterator().next();
                ids.remove(oldest);
                out.add(oldest);
            }
            return ids;
        });
        return out.stream().findFirst();
    }

    /** A session was used just now. */
    void used(String owner, String id) {
        idsByOwner.computeIfPresent(owner, (who, ids) -> {
            // What is over is not to come back by having been used a moment before.
            if (ids.remove(id)) {
                ids.add(id);
            }
            return ids;
        });
    }

    /** A session is over. */
    void over(String owner, String id) {
        idsByOwner.computeIfPresent(owner, (who, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }
}
