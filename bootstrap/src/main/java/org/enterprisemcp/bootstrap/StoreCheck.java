package org.enterprisemcp.bootstrap;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.enterprisemcp.domain.port.StateStore;

/**
 * Whether the store keeps what is put into it. An answer holds for a few seconds, so that probes cost nothing; a store that hangs
 * costs one virtual thread, however often it is asked.
 */
final class StoreCheck implements HealthCheck {

    static final Duration FRESH = Duration.ofSeconds(3);

    private static final String SPACE = "health";
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final StateStore store;
    private final Duration patience;
    private final Clock clock;
    private CompletableFuture<HealthCheckResponse> answer = new CompletableFuture<>();
    private Instant asked = Instant.MIN;

    /** @param patience how long the store may take */
    StoreCheck(StateStore store, Duration patience, Clock clock) {
        this.store = store;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public HealthCheckType type() {
        return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
        return current().join();
    }

    private synchronized CompletableFuture<HealthCheckResponse> current() {
        Instant now = clock.instant();
        if (asked.isBefore(now.minus(FRESH))) {
            asked = now;
            answer = busy.compareAndSet(false, true)
                    ? new CompletableFuture<HealthCheckResponse>()
                            .completeAsync(this::ask, Thread::startVirtualThread)
                            .completeOnTimeout(late(), patience.toMillis(), TimeUnit.MILLISECONDS)
                            .exceptionally(_ -> HealthChecks.down("the store cannot be reached"))
                    : CompletableFuture.completedFuture(late());
        }
        return answer;
    }

    private HealthCheckResponse late() {
        return HealthChecks.down("the store does not answer within " + patience.toMillis() + " ms");
    }

    private HealthCheckResponse ask() {
        try {
            String value = UUID.randomUUID().toString();
            store.put(SPACE, key, value, LIFE);
            Optional<String> kept = store.get(SPACE, key).map(StateStore.Entry::value);
            return kept.equals(Optional.of(value))
                    ? HealthChecks.up("it gives back what was put into it")
                    : HealthChecks.down("the store does not give back what was put into it");
        } finally {
            busy.set(false);
        }
    }
}
