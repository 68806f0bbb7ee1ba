package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From arguments to the fields of a record.
 *
 * @param targets where each argument goes, as names from the outside in
 * @param constants what every call sends, by place
 */
record FieldMapping(Map<String, List<String>> targets, Map<List<String>, JsonNode> constants) {

    FieldMapping {
        targets = new LinkedHashMap<>(targets);
        constants = new LinkedHashMap<>(constants);
    }

    /** A field as a tools file writes it: a name, or a JSON pointer that leads through objects. */
    static List<String> path(String written) {
        return written.startsWith("/")
                ? Arrays.stream(written.substring(1).split("/", -1))
                        .map(name -> name.replace("~1", "/").replace("~0", "~"))
                        .toList()
                : List.of(written);
    }

    /** The fields of the record that some arguments ask for. */
    ObjectNode fields(ObjectNode arguments) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        constants.forEach((place, value) -> put(fields, place, value.deepCopy()));
        targets.forEach((argument, place) -> {
            if (arguments.has(argument)) {
                put(fields, place, arguments.path(argument));
            }
        });
        return fields;
    }

    private static void put(ObjectNode fields, List<String> place, JsonNode value) {
        ObjectNode inner = fields;
        for (String name : place.subList(0, place.size() - 1)) {
            inner = inner.get(name) instanceof ObjectNode there ? there : inner.putObject(name);
        }
        inner.set(place.getLast(), value);
    }
}
