package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;

/** Reads the JSON Schema of a record type and keeps what a caller needs to write a payload. */
final class SchemaSummary {

    private static final int MOST_CHOICES = 50;
    private static final String CATALOG = "/metadata-catalog/";

    private SchemaSummary() {}

    static KnownNames.Schema of(JsonNode schema) {
        List<FieldDescription> fields = new ArrayList<>();
        List<String> sublists = new ArrayList<>();
        Map<String, List<FieldDescription>> lines = new LinkedHashMap<>();
        Set<String> required = names(schema.path("required"));
        Set<String> filterable = names(schema.path("x-ns-filterable"));
        schema.path("properties").properties().forEach(property -> {
            JsonNode description = property.getValue();
            if (isSublist(description)) {
                sublists.add(property.getKey());
                lines.put(property.getKey(), lineFields(description));
            } else if (!property.getKey().equals("links")) {
                fields.add(field(
                        property.getKey(),
                        description,
                        required.contains(property.getKey()),
                        filterable.contains(property.getKey())));
            }
        });
        return new KnownNames.Schema(fields, sublists, lines);
    }

    private static List<FieldDescription> lineFields(JsonNode sublist) {
        JsonNode line = sublist.path("properties").path("items").path("items");
        List<FieldDescription> fields = new ArrayList<>();
        Set<String> required = names(line.path("required"));
        line.path("properties").properties().forEach(property -> {
            if (!property.getKey().equals("links")) {
                fields.add(field(property.getKey(), property.getValue(), required.contains(property.getKey()), false));
            }
        });
        return fields;
    }

    private static FieldDescription field(String name, JsonNode schema, boolean required, boolean filterable) {
        Optional<String> reference = reference(schema);
        List<String> choices = choices(schema);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (required) {
            traits.add(Trait.REQUIRED);
        }
        add(traits, Trait.NULLABLE, schema.path("nullable").asBoolean());
        add(traits, Trait.READ_ONLY, schema.path("readOnly").asBoolean());
        add(traits, Trait.CUSTOM, schema.path("x-ns-custom-field").asBoolean());
        // The wire lists the filterable fields once, above all of them; some descriptions say it of each field.
        add(
                traits,
                Trait.FILTERABLE,
                filterable || schema.path("x-ns-filterable").asBoolean());
        return new FieldDescription(
                name, kind(schema, reference, choices), schema.path("title").asText(""), traits, choices, reference);
    }

    private static void add(Set<Trait> traits, Trait trait, boolean given) {
        if (given) {
            traits.add(trait);
        }
    }

    private static String kind(JsonNode schema, Optional<String> reference, List<String> choices) {
        if (!choices.isEmpty()) {
            return "enum";
        }
        if (reference.isPresent() || isReference(schema)) {
            return "reference";
        }
        String format = schema.path("format").asText("");
        return switch (format) {
            case "date", "date-time", "time" -> format;
            default -> schema.path("type").asText("object");
        };
    }

    /** A reference is written as {@code {"id": …}}: an object of id and refName, or a pointer to another schema. */
    private static boolean isReference(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        return properties.has("id") && properties.has("refName");
    }

    private static Optional<String> reference(JsonNode schema) {
        String pointer = schema.path("$ref")
                .asText(schema.path("oneOf").path(0).path("$ref").asText(""));
        return Optional.of(afterCatalog(pointer.isEmpty() ? described(schema) : pointer))
                .filter(found -> !found.isEmpty() && !found.equals("nsLink"));
    }

    /** Where the hyper-schema says what a reference points to. */
    private static String described(JsonNode schema) {
        for (JsonNode link : schema.path("links")) {
            if (link.path("rel").asText().equals("describes")) {
                return link.path("href").asText();
            }
        }
        return "";
    }

    private static String afterCatalog(String pointer) {
        int at = pointer.lastIndexOf(CATALOG);
        return at < 0 ? "" : pointer.substring(at + CATALOG.length());
    }

    private static List<String> choices(JsonNode schema) {
        JsonNode values = schema.has("enum")
                ? schema.path("enum")
                : schema.path("properties").path("id").path("enum");
        List<String> choices = new ArrayList<>();
        for (JsonNode value : values) {
            if (choices.size() < MOST_CHOICES) {
                choices.add(value.asText());
            }
        }
        return choices;
    }

    private static boolean isSublist(JsonNode schema) {
        return schema.path("properties").path("items").path("type").asText().equals("array")
                || schema.path("$ref").asText().endsWith("Collection");
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new HashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
