package org.enterprisemcp.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.enterprisemcp.domain.port.StateStore;

/**
 * State in the memory of this process: it ends with it, and no other replica sees it. Each space holds a bounded number of values;
 * where one is too many, the one that ends first goes. Safe for use by several threads.
 */
public final class MemoryStateStore implements StateStore {

    /** How many values a space holds unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private final Clock clock;
    private final int capacity;
    private final AtomicLong versions = new AtomicLong(ABSENT);
    private final Map<String, MemorySpace> spaces = new ConcurrentHashMap<>();
    private final Map<String, Holding> leases = new ConcurrentHashMap<>();
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();

    /** A store whose spaces hold {@link #DEFAULT_CAPACITY} values each. */
    public MemoryStateStore(Clock clock) {
        this(clock, DEFAULT_CAPACITY);
    }

    /** @param capacity how many values a space holds, at least one */
    public MemoryStateStore(Clock clock, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1");
        }
        this.clock = clock;
        this.capacity = capacity;
    }

    private record Holding(long number, Instant end) {}

    @Override
    public void put(String space, String key, String value, Duration life) {
        Instant now = clock.instant();
        space(space).put(key, value, versions.incrementAndGet(), now.plus(life), now);
    }

    @Override
    public Optional<Entry> get(String space, String key) {
        return space(space).get(key, clock.instant());
    }

    @Override
    public Optional<String> getAndDelete(String space, String key) {
        return space(space).remove(key, clock.instant());
    }

    @Override
    public boolean compareAndSet(String space, String key, long expected, String value, Duration life) {
        Instant now = clock.instant();
        return space(space).replace(key, expected, value, versions.incrementAndGet(), now.plus(life), now);
    }

    @Override
    public void delete(String space, String key) {
        space(space).remove(key, clock.instant());
    }

    @Override
    public Optional<Lease> lease(String name, Duration life) {
        Instant now = clock.instant();
        Holding mine = new Holding(versions.incrementAndGet(), now.plus(life));
        leases.values().removeIf(holding -> !now.isBefore(holding.end()));
        Holding holder = leases.merge(name, mine, (theirs, _) -> now.isBefore(theirs.end()) ? theirs : mine);
        return holder.equals(mine) ? Optional.of(() -> leases.remove(name, mine)) : Optional.empty();
    }

    @Override
    public void publish(String channel, String message) {
        listeners.getOrDefault(channel, List.of()).forEach(listener -> listener.accept(message));
    }

    @Override
    public void subscribe(String channel, Consumer<String> listener) {
        listeners.computeIfAbsent(channel, _ -> new CopyOnWriteArrayList<>()).add(listener);
    }

    @Override
    public long size(String space) {
        return space(space).size(clock.instant());
    }

    /** Forgets everything. */
    @Override
    public void close() {
        spaces.clear();
        leases.clear();
        listeners.clear();
    }

    private MemorySpace space(String name) {
        return spaces.computeIfAbsent(name, _ -> new MemorySpace(capacity));
    }
}
