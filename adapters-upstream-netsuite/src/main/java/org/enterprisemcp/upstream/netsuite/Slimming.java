package org.enterprisemcp.upstream.netsuite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.domain.record.Fields;
import org.jspecify.annotations.Nullable;

/** Takes out of records what costs a model tokens and tells it nothing: links, nulls, the bookkeeping of collections. */
final class Slimming {

    private static final Set<String> COLLECTION = Set.of("count", "hasMore", "offset", "totalResults");

    private Slimming() {}

    /** The record without links and nulls. */
    static Fields slim(Fields record) {
        return new Fields(slim(record.values()));
    }

    private static Map<String, Object> slim(Map<?, ?> object) {
        boolean collection = object.get("items") instanceof List<?>;
        Map<String, Object> slim = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!name.equals("links") && !(collection && COLLECTION.contains(name))) {
                Object less = slim(value);
                if (less != null) {
                    slim.put(name, less);
                }
            }
        });
        return slim;
    }

    private static @Nullable Object slim(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> object -> emptyIsNothing(slim(object));
            case List<?> list ->
                list.stream().map(Slimming::slim).filter(each -> each != null).toList();
            default -> value;
        };
    }

    /** A sublist that was not expanded is nothing but links. */
    private static @Nullable Object emptyIsNothing(Map<String, Object> object) {
        return object.isEmpty() ? null : object;
    }
}
