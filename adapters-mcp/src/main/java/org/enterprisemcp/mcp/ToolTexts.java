package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.port.UpstreamGuide;

/**
 * The schemas of the tools, read from resources, with the upstream's own words in the places that the files leave open. Each
 * tool has a file {@code NAME.json} with {@code input}, the schema of its own arguments, and {@code data}, the schema of its
 * result's data; what all tools share stands in {@code shared.json}.
 */
final class ToolTexts {

    private final JsonCodec codec;
    private final JsonNode shared;
    private final Map<String, String> words;

    ToolTexts(UpstreamGuide guide, JsonCodec codec) {
        this.codec = codec;
        this.words = Map.of(
                "{title}", guide.title(),
                "{query_language}", guide.queryLanguage(),
                "{query_notes}", sentences(guide.queryNotes()),
                "{query_examples}", examples(guide.queryExamples()),
                "{record_types}", examples(guide.recordTypeExamples()),
                "{account_notes}", guide.accountNotes().isEmpty() ? "" : " " + guide.accountNotes());
        this.shared = read("shared");
    }

    /** A tool's description with the upstream's words filled in. */
    String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled.strip();
    }

    /** The strict schema of a tool's arguments, the optional target included. */
    ObjectNode input(String tool) {
        ObjectNode input = (ObjectNode) read(tool).path("input");
        ((ObjectNode) input.path("properties"))
                .setAll((ObjectNode) shared.path("target").deepCopy());
        input.put("additionalProperties", false);
        return input;
    }

    /** The schema of the whole result envelope of a tool. */
    ObjectNode output(String tool) {
        ObjectNode envelope = shared.path("envelope").deepCopy();
        ObjectNode data = (ObjectNode) read(tool).path("data");
        data.set("type", codec.mapper().createArrayNode().add("object").add("null"));
        ((ObjectNode) envelope.path("properties")).set("data", data);
        return envelope;
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
