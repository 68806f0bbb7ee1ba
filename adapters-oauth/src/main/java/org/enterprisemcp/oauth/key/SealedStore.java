package org.enterprisemcp.oauth.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.enterprisemcp.domain.port.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that lets nobody read what stands in the one behind it: keys are authentication codes, values and messages are sealed for
 * the place that they stand in. A value that cannot be opened, because somebody changed or moved it or its key is gone, counts as
 * absent.
 *
 * <p>With several keys on the ring, what still stands under an older one is moved to the current one when it is asked for. It is
 * taken away from there first, so that it never stands in both places and a code is never redeemed twice; another replica that asks
 * in that very moment finds nothing, a thread of this one waits.
 */
public final class SealedStore implements StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(SealedStore.class);

    private final StateStore raw;
    private final KeyRing keys;
    private final Sealer sealer;
    private final List<String> older;
    private final ReentrantLock moving = new ReentrantLock();
    private final AtomicBoolean complained = new AtomicBoolean();

    /** @param raw where the codes and the sealed values go */
    public SealedStore(StateStore raw, KeyRing keys) {
        this.raw = raw;
        this.keys = keys;
        this.sealer = new Sealer(keys, KeyPurpose.VAULT);
        this.older = keys.kids().subList(1, keys.kids().size());
    }

    @Override
    public void put(String space, String key, String value, Duration life) {
        String code = code(keys.current(), space, key);
        raw.put(space, code, hidden(space, code, value), life);
        older.forEach(kid -> raw.delete(space, code(kid, space, key)));
    }

    @Override
    public Optional<Entry> get(String space, String key) {
        return standing(space, key).or(() -> moved(space, key));
    }

    @Override
    public Optional<String> getAndDelete(String space, String key) {
        return taken(space, code(keys.current(), space, key)).or(() -> takenFromOlder(space, key));
    }

    @Override
    public boolean compareAndSet(String space, String key, long expected, String value, Duration life) {
        if (expected == ABSENT && get(space, key).isPresent()) {
            return false;
        }
        String code = code(keys.current(), space, key);
        String hidden = hidden(space, code, value);
        return raw.compareAndSet(space, code, expected, hidden, life)
                || (expected == ABSENT && replacedUnreadable(space, code, hidden, life));
    }

    @Override
    public void delete(String space, String key) {
        alone(() -> {
            keys.kids().forEach(kid -> raw.delete(space, code(kid, space, key)));
            return Optional.empty();
        });
    }

    @Override
    public Optional<Lease> lease(String name, Duration life) {
        // Under every key, always in the same order: while a key is replaced, rings that differ still share one.
        List<Lease> held = new ArrayList<>();
        for (String kid : keys.kids().stream().sorted().toList()) {
            Optional<Lease> lease = raw.lease(code(kid, "lease", name), life);
            if (lease.isEmpty()) {
                held.forEach(Lease::close);
                return Optional.empty();
            }
            held.add(lease.get());
        }
        return Optional.of(() -> held.forEach(Lease::close));
    }

    @Override
    public void publish(String channel, String message) {
        raw.publish(channel, sealer.seal(place("channel", channel), message));
    }

    @Override
    public void subscribe(String channel, Consumer<String> listener) {
        raw.subscribe(channel, hidden -> opened("channel", channel, hidden).ifPresent(listener));
    }

    @Override
    public long size(String space) {
        return raw.size(space);
    }

    @Override
    public void close() {
        raw.close();
    }

    private Optional<Entry> standing(String space, String key) {
        String code = code(keys.current(), space, key);
        return raw.get(space, code)
                .flatMap(found -> opened(space, code, found.value())
                        .map(value -> new Entry(value, found.version(), found.remaining())));
    }

    private Optional<Entry> moved(String space, String key) {
        if (older.isEmpty()) {
            return Optional.empty();
        }
        return alone(() -> {
            older.forEach(kid -> move(kid, space, key));
            return standing(space, key);
        });
    }

    private void move(String kid, String space, String key) {
        String from = code(kid, space, key);
        String to = code(keys.current(), space, key);
        raw.get(space, from)
                .map(Entry::remaining)
                .ifPresent(remaining -> taken(space, from)
                        .ifPresent(value -> raw.compareAndSet(space, to, ABSENT, hidden(space, to, value), remaining)));
    }

    private Optional<String> takenFromOlder(String space, String key) {
        if (older.isEmpty()) {
            return Optional.empty();
        }
        return alone(() -> keys.kids().stream()
                .flatMap(kid -> taken(space, code(kid, space, key)).stream())
                .findFirst());
    }

    private Optional<String> taken(String space, String code) {
        return raw.getAndDelete(space, code).flatMap(hidden -> opened(space, code, hidden));
    }

    private boolean replacedUnreadable(String space, String code, String hidden, Duration life) {
        return raw.get(space, code)
                .filter(found -> opened(space, code, found.value()).isEmpty())
                .map(found -> raw.compareAndSet(space, code, found.version(), hidden, life))
                .orElse(false);
    }

    /** What is done on the way from an older key to the current one. */
    private interface Step<T> {
        Optional<T> take();
    }

    private <T> Optional<T> alone(Step<T> step) {
        moving.lock();
        try {
            return step.take();
        } finally {
            moving.unlock();
        }
    }

    private String hidden(String space, String code, String value) {
        return sealer.seal(place(space, code), value);
    }

    private Optional<String> opened(String space, String code, String hidden) {
        Optional<String> value = sealer.open(place(space, code), hidden);
        if (value.isEmpty() && complained.compareAndSet(false, true)) {
            LOG.warn(
                    "Something in the state store cannot be opened and counts as absent, the first in space {}: it was sealed"
                            + " with a key that is gone, or somebody changed it. This is said once.",
                    space);
        }
        return value;
    }

    private static String place(String space, String code) {
        return space + "|" + code;
    }

    private String code(String kid, String space, String key) {
        return keys.mac(KeyPurpose.STORE_KEY, kid, place(space, key)).orElseThrow();
    }
}
