package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;

/** The JSON Schema of an argument that only this upstream knows. {@code null} counts as left out. */
final class OptionSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_LIST = 1_000;
    private static final int LONGEST_TEXT = 4_000;

    private OptionSchema() {}

    static ObjectNode of(Option option) {
        ObjectNode schema = JSON.objectNode();
        switch (option.kind()) {
            case FLAG -> types(schema, "boolean", "null");
            case TEXT -> types(schema, "string", "null").put("maxLength", LONGEST_TEXT);
            case NUMBER -> types(schema, "integer", "null").put("minimum", 1);
            case TEXTS -> list(schema, "string");
            case VALUES -> list(schema, "string", "number", "boolean", "null");
        }
        return schema.put("description", option.description());
    }

    private static void list(ObjectNode schema, String... elements) {
        types(schema, "array", "null").put("maxItems", LONGEST_LIST);
        types(schema.putObject("items"), elements);
    }

    private static ObjectNode types(ObjectNode schema, String... names) {
        if (names.length == 1) {
            return schema.put("type", names[0]);
        }
        var types = schema.putArray("type");
        for (String name : names) {
            types.add(name);
        }
        return schema;
    }
}
