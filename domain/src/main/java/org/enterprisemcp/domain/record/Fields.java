package org.enterprisemcp.domain.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The open-ended content of a record: names and JSON-like values in the upstream's order. Values are strings, numbers,
 * booleans, lists, maps with string keys, and {@code null} (which clears a field in a patch). Deeply immutable.
 *
 * @param values the content by field name
 */
public record Fields(Map<String, Object> values) {

    private static final Fields EMPTY = new Fields(Map.of());

    public Fields {
        values = copyOf(values);
    }

    /** No fields at all. */
    public static Fields empty() {
        return EMPTY;
    }

    /** Whether there are no fields. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The same with one more field, or another value of it. */
    public Fields with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Fields(more);
    }

    private static Map<String, Object> copyOf(Map<?, ?> values) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((name, value) -> copy.put(String.valueOf(name), value == null ? null : frozen(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static List<Object> copyOf(List<?> values) {
        List<Object> copy = new ArrayList<>(values.size());
        values.forEach(value -> copy.add(value == null ? null : frozen(value)));
        return Collections.unmodifiableList(copy);
    }

    private static Object frozen(Object value) {
        return switch (value) {
            case Map<?, ?> nested -> copyOf(nested);
            case List<?> list -> copyOf(list);
            default -> value;
        };
    }
}
