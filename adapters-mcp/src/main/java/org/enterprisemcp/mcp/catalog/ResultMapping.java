package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the fields of an upstream's records to those of a tool's results.
 *
 * @param member which member of the data holds the record or the rows; empty where none does
 * @param names the name of each field in the result, by its place in the record; empty for all as they are
 */
record ResultMapping(String member, Map<List<String>, String> names) {

    ResultMapping {
        names = new LinkedHashMap<>(names);
    }

    /** A schema of the result envelope, narrowed to what is returned. */
    ObjectNode schema(ObjectNode generic) {
        ObjectNode schema = generic.deepCopy();
        if (names.isEmpty()) {
            return schema;
        }
        ObjectNode data = (ObjectNode) schema.path("properties").path("data").path("properties");
        ObjectNode record =
                (ObjectNode) (member.equals("items") ? data.path(member).path("items") : data.path(member));
        ObjectNode properties = record.putObject("properties");
        names.values().forEach(properties::putObject);
        record.put("additionalProperties", false);
        return schema;
    }

    /** The same data with the named fields only, under their names here. */
    Map<String, Object> mapped(Map<String, Object> data) {
        if (names.isEmpty() || !data.containsKey(member)) {
            return data;
        }
        Map<String, Object> mapped = new LinkedHashMap<>(data);
        mapped.computeIfPresent(member, (_, found) -> switch (found) {
            case List<?> rows -> rows.stream().map(this::renamed).toList();
            default -> renamed(found);
        });
        return mapped;
    }

    private Object renamed(Object found) {
        if (!(found instanceof Map<?, ?> record)) {
            return found;
        }
        Map<String, Object> renamed = new LinkedHashMap<>();
        names.forEach((place, name) -> {
            Map<?, ?> holder = record;
            for (String outer : place.subList(0, place.size() - 1)) {
                holder = holder.get(outer) instanceof Map<?, ?> inner ? inner : Map.of();
            }
            if (holder.containsKey(place.getLast())) {
                renamed.put(name, holder.get(place.getLast()));
            }
        });
        return renamed;
    }
}
