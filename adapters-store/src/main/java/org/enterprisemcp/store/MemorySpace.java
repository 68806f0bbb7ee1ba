package org.enterprisemcp.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.StateStore.Entry;

/** The values of one space, and the order in which they end. What has ended is swept away with every change. */
final class MemorySpace {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Value> values = new HashMap<>();
    /** Versions are unique, so no two values are equal here. */
    private final TreeSet<Value> byEnd =
            new TreeSet<>(Comparator.comparing(Value::end).thenComparingLong(Value::version));

    MemorySpace(int capacity) {
        this.capacity = capacity;
    }

    private record Value(String key, String text, long version, Instant end) {}

    void put(String key, String text, long version, Instant end, Instant now) {
        lock.lock();
        try {
            place(new Value(key, text, version, end), now);
        } finally {
            lock.unlock();
        }
    }

    Optional<Entry> get(String key, Instant now) {
        lock.lock();
        try {
            return living(key, now)
                    .map(value -> new Entry(value.text(), value.version(), Duration.between(now, value.end())));
        } finally {
            lock.unlock();
        }
    }

    Optional<String> remove(String key, Instant now) {
        lock.lock();
        try {
            Optional<Value> value = living(key, now);
            value.ifPresent(this::drop);
            return value.map(Value::text);
        } finally {
            lock.unlock();
        }
    }

    boolean replace(String key, long expected, String text, long version, Instant end, Instant now) {
        lock.lock();
        try {
            long found = living(key, now).map(Value::version).orElse(StateStore.ABSENT);
            if (found != expected) {
                return false;
            }
            place(new Value(key, text, version, end), now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    long size(Instant now) {
        lock.lock();
        try {
            sweep(now);
            return values.size();
        } finally {
            lock.unlock();
        }
    }

    private void place(Value value, Instant now) {
        Optional.ofNullable(values.get(value.key())).ifPresent(this::drop);
        sweep(now);
        if (values.size() >= capacity) {
            drop(byEnd.getFirst());
        }
        values.put(value.key(), value);
        byEnd.add(value);
    }

    private Optional<Value> living(String key, Instant now) {
        return Optional.ofNullable(values.get(key)).filter(value -> now.isBefore(value.end()));
    }

    private void sweep(Instant now) {
        while (!byEnd.isEmpty() && !now.isBefore(byEnd.getFirst().end())) {
            drop(byEnd.getFirst());
        }
    }

    private void drop(Value value) {
        values.remove(value.key());
        byEnd.remove(value);
    }
}
