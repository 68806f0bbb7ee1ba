package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Operation;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.mcp.JsonCodec;

/**
 * The texts and schemas of the tools, read from resources, with the upstream's own words in the places that the files leave open.
 * Each tool has a file {@code NAME.json} with {@code input}, the schema of its own arguments, and {@code data}, the schema of its
 * result's data. What several tools share stands in {@code shared.json}: a text in place of a schema is the name of one there, and
 * data that is {@code like} one of them adds its own properties to it.
 */
final class ToolTexts {

    private final JsonCodec codec;
    private final UpstreamGuide guide;
    private final JsonNode shared;
    private final Map<String, String> words;

    ToolTexts(UpstreamGuide guide, JsonCodec codec) {
        this.codec = codec;
        this.guide = guide;
        this.words = Map.of(
                "{title}", guide.title(),
                "{query_language}", guide.queryLanguage(),
                "{query_notes}", sentences(guide.queryNotes()),
                "{query_examples}", examples(guide.queryExamples()),
                "{record_types}", examples(guide.recordTypeExamples()),
                "{account_notes}", guide.accountNotes().isEmpty() ? "" : " " + guide.accountNotes());
        this.shared = read("shared");
    }

    /**
     * A tool.
     *
     * @param description what a model needs to know; the upstream's own notes and examples are put behind it
     * @throws InvalidConfiguration if the upstream's guide has an option by the name of an argument that the tool has already
     */
    UseCaseTool tool(
            String name, String title, String description, UseCaseTool.Hints hints, UseCaseTool.Handler handler) {
        Operation operation = guide.operation(name);
        return new UseCaseTool(
                name,
                title,
                fill(description + sentences(operation.notes()) + examples(operation.examples())),
                input(name, operation.options()),
                output(name),
                hints,
                Set.of(hints.readOnly() ? Scope.READ : Scope.WRITE),
                operation.options(),
                FieldNames.same(),
                handler);
    }

    private String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled.strip();
    }

    /** The strict schema of a tool's arguments: its own, those that only this upstream knows, and the optional target. */
    private ObjectNode input(String tool, List<Option> options) {
        ObjectNode input = (ObjectNode) resolved(read(tool).path("input"), "arguments");
        ObjectNode properties = (ObjectNode) input.path("properties");
        ObjectNode target = shared.path("target").deepCopy();
        for (Option option : options) {
            if (properties.has(option.name()) || target.has(option.name())) {
                throw new InvalidConfiguration(List.of("the guide of " + guide.title() + ": " + tool
                        + " has an argument " + option.name() + " already; give the option another name"));
            }
            properties.set(option.name(), OptionSchema.of(option));
        }
        properties.setAll(target);
        input.put("additionalProperties", false);
        return input;
    }

    /** The schema of the whole result envelope of a tool. */
    private ObjectNode output(String tool) {
        ObjectNode envelope = shared.path("envelope").deepCopy();
        ObjectNode data = (ObjectNode) resolved(extended(read(tool).path("data")), "data");
        data.set("type", codec.mapper().createArrayNode().add("object").add("null"));
        ((ObjectNode) envelope.path("properties")).set("data", data);
        return envelope;
    }

    private JsonNode extended(JsonNode schema) {
        if (!schema.has("like")) {
            return schema;
        }
        ObjectNode whole =
                shared.path("data").required(schema.path("like").textValue()).deepCopy();
        ((ObjectNode) whole.path("properties")).setAll((ObjectNode) schema.path("properties"));
        ((ArrayNode) whole.path("required")).addAll((ArrayNode) schema.path("required"));
        return whole;
    }

    /** A schema with the shared ones in the places where their names stand. */
    private JsonNode resolved(JsonNode schema, String section) {
        if (schema.isTextual()) {
            return shared.path(section).required(schema.textValue()).deepCopy();
        }
        schema.path("properties")
                .properties()
                .forEach(property -> property.setValue(resolved(property.getValue(), section)));
        if (schema instanceof ObjectNode object && object.has("items")) {
            object.set("items", resolved(object.path("items"), section));
        }
        return schema;
    }

    private JsonNode read(String name) {
        InputStream file = Objects.requireNonNull(
                ToolTexts.class.getResourceAsStream(name + ".json"), () -> "no schema file for " + name);
        return filled(codec.resource(file));
    }

    private JsonNode filled(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(fill(text.textValue()));
            case ObjectNode object -> {
                object.properties().forEach(property -> property.setValue(filled(property.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, filled(array.get(i)));
                }
                yield array;
            }
            default -> node;
        };
    }

    private static String sentences(List<String> notes) {
        return notes.isEmpty() ? "" : " " + String.join(" ", notes);
    }

    private static String examples(List<String> examples) {
        return examples.isEmpty() ? "" : examples.stream().collect(Collectors.joining("; ", " Examples: ", "."));
    }
}
