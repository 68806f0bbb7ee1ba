package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/** The {@code input} of a typed tool: the arguments that the file declares, and those that come with the operation. */
final class InputReader {

    private static final Set<String> SCALARS = Set.of("string", "number", "integer", "boolean");

    private final ObjectNode written;
    private final String place;
    private final ToolsFileProblems problems;
    private final Set<String> declared = new LinkedHashSet<>();
    private final Set<String> nullable = new LinkedHashSet<>();

    InputReader(JsonNode written, String place, ToolsFileProblems problems) {
        this.written = written instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        this.place = place;
        this.problems = problems;
        this.written.path("properties").fieldNames().forEachRemaining(declared::add);
    }

    /** The arguments that the file declares. */
    Set<String> declared() {
        return declared;
    }

    List<String> names() {
        return List.copyOf(declared);
    }

    boolean has(String argument) {
        return declared.contains(argument);
    }

    /** The arguments for which null is a value. */
    Set<String> nullable() {
        return nullable;
    }

    /** Whether there is always a value. */
    boolean isAlwaysThere(String argument) {
        return isRequired(argument) || property(argument).has("default");
    }

    /** The strict schema of the declared arguments. One that may be left out may be null, because many models write it so. */
    ObjectNode read() {
        checkNames("required", written.path("required"));
        written.path("dependentRequired").properties().forEach(entry -> {
            checkName("dependentRequired/" + entry.getKey(), entry.getKey());
            checkNames("dependentRequired/" + entry.getKey(), entry.getValue());
        });
        checkPatterns(written, place);
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (String argument : declared) {
            ObjectNode property = property(argument).deepCopy();
            if (allowsNull(property)) {
                nullable.add(argument);
            }
            if (property.has("default") && !problems.in(place + "/properties/" + argument)) {
                checkValue(property, property.path("default"), place + "/properties/" + argument + "/default");
            }
            if (!isRequired(argument)) {
                letBeNull(property);
            }
            properties.set(argument, property);
        }
        for (String word : List.of("required", "dependentRequired", "minProperties")) {
            if (written.has(word)) {
                schema.set(word, written.path(word).deepCopy());
            }
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** One more argument, in front of the others when every call needs it. */
    void add(String argument, JsonNode property, boolean isRequired, ObjectNode schema) {
        ObjectNode properties = (ObjectNode) schema.path("properties");
        if (isRequired) {
            ObjectNode others = properties.deepCopy();
            properties.removeAll();
            properties.set(argument, property);
            properties.setAll(others);
            ArrayNode required = JsonNodeFactory.instance.arrayNode().add(argument);
            schema.path("required").forEach(required::add);
            schema.set("required", required);
        } else {
            properties.set(argument, property);
        }
    }

    /** A value must be what its schema asks for. */
    void checkValue(JsonNode schema, JsonNode value, String where) {
        ObjectNode holder = JsonNodeFactory.instance.objectNode();
        holder.putObject("properties").set("value", schema);
        try {
            new ArgumentSchema(holder)
                    .check(JsonNodeFactory.instance.objectNode().set("value", value));
        } catch (RecordValidation refused) {
            refused.violations().forEach(violation -> problems.add(where, violation.message()));
        }
    }

    /** An argument in a place of a query: declared, and a value that can be a literal. */
    void checkPlace(String argument, boolean text, String where) {
        if (!has(argument)) {
            problems.add(where, "{" + argument + "} is no argument; declare it in input.properties");
            return;
        }
        JsonNode property = property(argument);
        JsonNode element = property.path("type").asText().equals("array") ? property.path("items") : property;
        List<String> types = new ArrayList<>();
        if (element.path("type").isArray()) {
            element.path("type").forEach(type -> types.add(type.asText()));
        } else {
            types.add(element.path("type").asText());
        }
        types.remove("null");
        if (types.isEmpty() || !(text ? Set.of("string") : SCALARS).containsAll(types)) {
            problems.add(
                    place + "/properties/" + argument,
                    "stands in the query, so its type must be "
                            + (text ? "string" : "string, number, integer or boolean")
                            + ", or an array of those; say which");
        }
    }

    private JsonNode property(String argument) {
        return written.path("properties").path(argument);
    }

    private boolean isRequired(String argument) {
        return lists(written.path("required"), argument);
    }

    /** Whether a name stands in a list. */
    static boolean lists(JsonNode names, String name) {
        return names.valueStream().anyMatch(each -> each.asText().equals(name));
    }

    private void checkNames(String where, JsonNode names) {
        for (int i = 0; i < names.size(); i++) {
            checkName(where + "/" + i, names.path(i).asText());
        }
    }

    private void checkName(String where, String name) {
        if (!has(name)) {
            problems.add(
                    place + "/" + where, name + " is no argument; declare it in input.properties, or take it away");
        }
    }

    private void checkPatterns(JsonNode node, String where) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String below = where + "/" + entry.getKey();
            if (entry.getKey().equals("pattern") && entry.getValue().isTextual()) {
                try {
                    Pattern.compile(entry.getValue().textValue());
                } catch (PatternSyntaxException notAPattern) {
                    problems.add(below, "is no regular expression: " + notAPattern.getDescription());
                }
            } else if (!Set.of("default", "const", "enum", "examples").contains(entry.getKey())) {
                checkPatterns(entry.getValue(), below);
            }
        }
    }

    private static boolean allowsNull(ObjectNode property) {
        JsonNode type = property.path("type");
        return type.isTextual() ? type.textValue().equals("null") : lists(type, "null");
    }

    private static void letBeNull(ObjectNode property) {
        JsonNode type = property.path("type");
        if (type.isMissingNode() || allowsNull(property)) {
            return;
        }
        ArrayNode types = JsonNodeFactory.instance.arrayNode();
        if (type.isArray()) {
            types.addAll((ArrayNode) type);
        } else {
            types.add(type);
        }
        property.set("type", types.add("null"));
        if (property.path("enum") instanceof ArrayNode choices) {
            choices.addNull();
        }
    }
}
