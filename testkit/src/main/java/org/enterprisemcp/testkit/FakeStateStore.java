package org.enterprisemcp.testkit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.enterprisemcp.domain.port.StateStore;

/** A state store in memory that shows what was put into it and that can go down. Every method is synchronous. */
public final class FakeStateStore implements StateStore {

    private final Clock clock;
    private final Map<String, Map<String, Kept>> spaces = new TreeMap<>();
    private final Map<String, Kept> leases = new HashMap<>();
    private final Map<String, List<Consumer<String>>> listeners = new HashMap<>();
    private long version = ABSENT;
    private boolean down;

    /** An empty store whose values end by this clock. */
    public FakeStateStore(Clock clock) {
        this.clock = clock;
    }

    /** An empty store whose time stands still. */
    public FakeStateStore() {
        this(new MutableClock());
    }

    private record Kept(String value, long version, Instant end) {}

    /** From now on every method throws {@link StateStore.Unavailable}; what stood in the store stays. */
    public synchronized void goDown() {
        down = true;
    }

    /** It answers again. */
    public synchronized void comeBack() {
        down = false;
    }

    /** What stands in a space, by key: for a test that looks at, or tampers with, what was written. */
    public synchronized Map<String, String> contents(String space) {
        Map<String, String> contents = new TreeMap<>();
        living(space).forEach((key, kept) -> contents.put(key, kept.value()));
        return contents;
    }

    /** The names of the spaces that something was put into. */
    public synchronized List<String> spaces() {
        return List.copyOf(spaces.keySet());
    }

    @Override
    public synchronized void put(String space, String key, String value, Duration life) {
        living(space).put(key, kept(value, life));
    }

    @Override
    public synchronized Optional<Entry> get(String space, String key) {
        return Optional.ofNullable(living(space).get(key))
                .map(kept -> new Entry(kept.value(), kept.version(), Duration.between(clock.instant(), kept.end())));
    }

    @Override
    public synchronized Optional<String> getAndDelete(String space, String key) {
        return Optional.ofNullable(living(space).remove(key)).map(Kept::value);
    }

    @Override
    public synchronized boolean compareAndSet(String space, String key, long expected, String value, Duration life) {
        if (get(space, key).map(Entry::version).orElse(ABSENT) != expected) {
            return false;
        }
        put(space, key, value, life);
        return true;
    }

    @Override
    public synchronized void delete(String space, String key) {
        living(space).remove(key);
    }

    @Override
    public synchronized Optional<Lease> lease(String name, Duration life) {
        checkUp();
        leases.values().removeIf(this::ended);
        Kept mine = kept(name, life);
        return leases.putIfAbsent(name, mine) == null ? Optional.of(() -> release(mine)) : Optional.empty();
    }

    private synchronized void release(Kept lease) {
        leases.remove(lease.value(), lease);
    }

    @Override
    public void publish(String channel, String message) {
        heard(channel).forEach(listener -> listener.accept(message));
    }

    private synchronized List<Consumer<String>> heard(String channel) {
        checkUp();
        return List.copyOf(listeners.getOrDefault(channel, List.of()));
    }

    @Override
    public synchronized void subscribe(String channel, Consumer<String> listener) {
        checkUp();
        listeners.computeIfAbsent(channel, _ -> new ArrayList<>()).add(listener);
    }

    @Override
    public synchronized long size(String space) {
        return living(space).size();
    }

    /** Keeps everything: a test may look at it afterwards. */
    @Override
    public void close() {
        // There is nothing to give back.
    }

    private Map<String, Kept> living(String space) {
        checkUp();
        Map<String, Kept> values = spaces.computeIfAbsent(space, _ -> new HashMap<>());
        values.values().removeIf(this::ended);
        return values;
    }

    private Kept kept(String value, Duration life) {
        return new Kept(value, ++version, clock.instant().plus(life));
    }

    private boolean ended(Kept kept) {
        return !clock.instant().isBefore(kept.end());
    }

    private void checkUp() {
        if (down) {
            throw new Unavailable(new IOException("the fake store is down"));
        }
    }
}
