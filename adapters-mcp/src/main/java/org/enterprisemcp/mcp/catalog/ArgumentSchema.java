package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.error.Violation;
import org.jspecify.annotations.Nullable;

/** Checks arguments against a tool's schema and says, field by field, what to mend. */
final class ArgumentSchema {

    private static final String HEADER = "x-mcp-header";

    private final Schema schema;
    private final List<String> names = new ArrayList<>();

    ArgumentSchema(ObjectNode inputSchema) {
        ObjectNode known = inputSchema.deepCopy();
        // The validator warns of words that it does not know.
        known.findParents(HEADER).forEach(parent -> ((ObjectNode) parent).remove(HEADER));
        this.schema = dialect().getSchema(known);
        inputSchema.path("properties").fieldNames().forEachRemaining(names::add);
    }

    /** JSON Schema 2020-12; the library reads its formats and keywords at the first use. */
    static SchemaRegistry dialect() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
    }

    /**
     * Passes good arguments and refuses others.
     *
     * @throws RecordValidation naming every argument that is missing, unknown or of the wrong kind
     */
    void check(JsonNode arguments) {
        List<Error> errors = schema.validate(arguments);
        if (!errors.isEmpty()) {
            throw new RecordValidation(
                    errors.stream().map(this::violation).distinct().toList());
        }
    }

    private Violation violation(Error error) {
        String place = dotted(error.getInstanceLocation().toString());
        String property = error.getProperty() == null ? "" : error.getProperty();
        return switch (error.getKeyword()) {
            case "required" -> new Violation(property, "is required");
            case "additionalProperties" ->
                new Violation(property, "is not an argument of this tool; known are " + String.join(", ", names));
            case "type" -> new Violation(place, "must be " + expectedType(error));
            case "enum" -> new Violation(place, "must be one of " + choices(error));
            case "format" -> new Violation(place, "must be written as " + text(error.getSchemaNode()));
            default -> new Violation(place, mend(error));
        };
    }

    private static String expectedType(Error error) {
        JsonNode type = error.getSchemaNode();
        if (type == null) {
            return "of another type";
        }
        if (type.isArray()) {
            List<String> types = new ArrayList<>();
            type.forEach(each -> types.add(each.asText()));
            return "of type " + String.join(" or ", types);
        }
        return "of type " + type.asText();
    }

    private static final Map<String, String> MEND = Map.of(
            "minLength", "must have at least %s characters",
            "maxLength", "must have at most %s characters",
            "minimum", "must be at least %s",
            "maximum", "must be at most %s",
            "minProperties", "must have at least %s entry",
            "minItems", "must have at least %s entry",
            "maxItems", "must have at most %s entries",
            "exclusiveMinimum", "must be above %s",
            "pattern", "must match %s");

    private static String choices(Error error) {
        List<String> choices = new ArrayList<>();
        Optional.ofNullable(error.getSchemaNode()).stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .forEach(choices::add);
        return String.join(", ", choices);
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "" : node.asText();
    }

    private static String mend(Error error) {
        return MEND.getOrDefault(error.getKeyword(), "is not allowed here (" + error.getKeyword() + ")")
                .formatted(text(error.getSchemaNode()));
    }

    private static String dotted(String instanceLocation) {
        return instanceLocation.isEmpty()
                ? "arguments"
                : instanceLocation.substring(1).replace('/', '.');
    }
}
