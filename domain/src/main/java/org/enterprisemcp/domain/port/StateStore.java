package org.enterprisemcp.domain.port;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that outlives a request. Values stand under a key within a space, end by themselves, and carry a version that grows
 * with every change: what two replicas do at once has one winner. Neither keys nor values may be readable secrets: whoever puts
 * them here has hashed the one and sealed the other.
 *
 * <p>Every method may throw {@link Unavailable}; nothing is known then of whether it took effect.
 */
public interface StateStore extends AutoCloseable {

    /** The version that a key has on which nothing stands. */
    long ABSENT = 0;

    /** Puts a value, over whatever stood there. */
    void put(String space, String key, String value, Duration life);

    /** What stands there; empty when nothing does any more. */
    Optional<Entry> get(String space, String key);

    /** Takes a value away; of several who try at once, one gets it. */
    Optional<String> getAndDelete(String space, String key);

    /**
     * Puts a value only if nobody has changed it in between.
     *
     * @param expected the version that was read, or {@link #ABSENT}
     * @return whether it was put
     */
    boolean compareAndSet(String space, String key, long expected, String value, Duration life);

    /** Removes what stands there, if anything does. */
    void delete(String space, String key);

    /**
     * The right to do something alone, among all replicas.
     *
     * @param name what is to be done
     * @param life when the right ends by itself, should its holder vanish
     * @return empty while somebody else has it
     */
    Optional<Lease> lease(String name, Duration life);

    /** Tells all replicas something, this one included; who is not there misses it. */
    void publish(String channel, String message);

    /** Hears what is published from now on. Listeners are quick and throw nothing. */
    void subscribe(String channel, Consumer<String> listener);

    /** About how many values stand in a space. */
    long size(String space);

    @Override
    void close();

    /**
     * What stands under a key.
     *
     * @param version grows with every change of this key, never {@link #ABSENT}
     * @param remaining how long it still stands
     */
    record Entry(String value, long version, Duration remaining) {
        public Entry {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(remaining, "remaining");
        }
    }

    /** The right that {@link #lease} gives; closing gives it back. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /** The store cannot be reached. Whoever needs it answers that it is not available; it never guesses. */
    final class Unavailable extends RuntimeException {
        public Unavailable(Throwable cause) {
            super("the state store cannot be reached", cause);
        }
    }
}
