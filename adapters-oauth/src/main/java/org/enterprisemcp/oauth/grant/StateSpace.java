package org.enterprisemcp.oauth.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.StateStore;

/**
 * One space of the state store, as records of one type, written as JSON.
 *
 * @param <T> a record of texts, numbers, lists and maps
 */
public final class StateSpace<T> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StateStore store;
    private final String space;
    private final Class<T> type;

    /** @param store whose values are sealed before they leave this process */
    public StateSpace(StateStore store, String space, Class<T> type) {
        this.store = store;
        this.space = space;
        this.type = type;
    }

    /**
     * A record as it was read.
     *
     * @param version what it must still be at when it is replaced
     * @param remaining how long it still stands
     */
    public record Found<T>(T value, long version, Duration remaining) {}

    /** Puts a record, over whatever stood there. */
    public void put(String key, T value, Duration life) {
        store.put(space, key, text(value), life);
    }

    /** What stands there. */
    public Optional<Found<T>> find(String key) {
        return store.get(space, key)
                .map(entry -> new Found<>(record(entry.value()), entry.version(), entry.remaining()));
    }

    /** Takes a record away; of several who try at once, one gets it. */
    public Optional<T> take(String key) {
        return store.getAndDelete(space, key).map(this::record);
    }

    /** Replaces a record unless somebody changed it in between. */
    boolean replace(String key, Found<T> read, T value, Duration life) {
        return store.compareAndSet(space, key, read.version(), text(value), life);
    }

    /** Changes a record, however often somebody else is quicker; empty when there is none. */
    Optional<T> change(String key, UnaryOperator<T> change, Function<T, Duration> life) {
        while (true) {
            Optional<Found<T>> found = find(key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            T changed = change.apply(found.get().value());
            if (replace(key, found.get(), changed, life.apply(changed))) {
                return Optional.of(changed);
            }
        }
    }

    void delete(String key) {
        store.delete(space, key);
    }

    private String text(T value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException everyRecordCan) {
            throw new IllegalStateException(everyRecordCan);
        }
    }

    private T record(String text) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException otherVersion) {
            throw new IllegalStateException(
                    "what stands in " + space + " was written by another version", otherVersion);
        }
    }
}
