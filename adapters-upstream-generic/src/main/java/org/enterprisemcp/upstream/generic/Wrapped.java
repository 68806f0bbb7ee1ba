package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.record.Fields;
import org.jspecify.annotations.Nullable;

/** Puts values into a body: a step that is a number is the place in a list, any other the name of a field. */
final class Wrapped {

    private Wrapped() {}

    /** A body that holds a record where the steps lead; the record itself where there are none. */
    static Fields in(Fields record, List<String> steps) {
        return steps.isEmpty() ? record : put(Fields.empty(), steps, record.values());
    }

    /** The same body with a value where the steps lead. */
    static Fields put(Fields body, List<String> steps, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(body.values());
        String name = steps.getFirst();
        copy.put(name, inner(copy.get(name), steps.subList(1, steps.size()), value));
        return new Fields(copy);
    }

    private static Object inner(@Nullable Object there, List<String> steps, Object value) {
        if (steps.isEmpty()) {
            return value;
        }
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        if (step.equals("0") && !(there instanceof Map)) {
            List<Object> list = new ArrayList<>(there instanceof List<?> given ? given : List.of());
            Object first = list.isEmpty() ? null : list.removeFirst();
            list.addFirst(inner(first, rest, value));
            return list;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        if (there instanceof Map<?, ?> given) {
            given.forEach((name, held) -> map.put(String.valueOf(name), held));
        }
        map.put(step, inner(map.get(step), rest, value));
        return map;
    }
}
