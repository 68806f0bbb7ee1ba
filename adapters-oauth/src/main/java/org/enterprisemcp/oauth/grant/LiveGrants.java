package org.enterprisemcp.oauth.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.oauth.grant.StateSpace.Found;

/**
 * Grants and their upstream tokens as they were read a moment ago, so that not every call reads the store. What changes here is
 * seen at once, what changes elsewhere as soon as word of it comes, and after two seconds in any case.
 */
final class LiveGrants {

    private static final Duration TRUSTED = Duration.ofSeconds(2);

    private final Grants grants;
    private final Clock clock;
    private final Cache<String, Live> cache;

    LiveGrants(Grants grants, int cacheSize, Clock clock) {
        this.grants = grants;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(cacheSize)
                // At once and not a little later: a size of nothing means that nothing is remembered.
                .executor(Runnable::run)
                .build();
        grants.onChange(cache::invalidate);
    }

    /**
     * A good grant and what it owns.
     *
     * @param readAt when it was read, in milliseconds since 1970
     */
    record Live(Grant grant, Found<VaultEntry> vault, long readAt) {
        Live {
            Objects.requireNonNull(grant, "grant");
        }
    }

    /** The grant; empty when it has ended, or its user must sign in again. */
    Optional<Live> find(String id) {
        Live known = cache.getIfPresent(id);
        if (known != null && clock.millis() - known.readAt() < TRUSTED.toMillis()) {
            return Optional.of(known);
        }
        Optional<Live> read = read(id);
        read.ifPresentOrElse(live -> cache.put(id, live), () -> cache.invalidate(id));
        return read;
    }

    private Optional<Live> read(String id) {
        long now = clock.millis();
        return grants.find(id)
                .filter(Grant::isGood)
                .flatMap(grant -> grants.vault(id).map(vault -> new Live(grant, vault, now)));
    }
}
