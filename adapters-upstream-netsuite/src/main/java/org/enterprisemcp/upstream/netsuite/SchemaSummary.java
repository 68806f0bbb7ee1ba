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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;

/** Reads the JSON Schema of a record type and keeps what a caller needs to write a payload. */
final class SchemaSummary {

    private static final int MOST_CHOICES = 50;
    private static final Pattern CATALOG = Pattern.compile("/metadata-catalog/([A-Za-z][A-Za-z0-9_-]{0,127})$");

    private SchemaSummary() {}

    static KnownNames.Schema of(JsonNode schema) {
        List<String> sublists = new ArrayList<>();
        Map<String, List<FieldDescription>> lines = new LinkedHashMap<>();
        Map<String, String> elsewhere = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode description = property.getValue();
            if (isSublist(name, description)) {
                JsonNode line = line(name, description);
                String pointer =
                        pointer(line).orElseGet(() -> pointer(description).orElse(""));
                sublists.add(name);
                if (line.has("properties") || pointer.isEmpty()) {
                    lines.put(name, fields(line));
                } else {
                    elsewhere.put(name, pointer);
                }
            }
        });
        return new KnownNames.Schema(fields(schema), sublists, lines, elsewhere);
    }

    private static List<FieldDescription> fields(JsonNode schema) {
        Set<String> required = names(schema.path("required"));
        Set<String> filterable = names(schema.path("x-ns-filterable"));
        List<FieldDescription> fields = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode description = property.getValue();
            if (!name.equals("links") && !isSublist(name, description)) {
                Set<Trait> traits = traits(description);
                add(traits, Trait.REQUIRED, required.contains(name));
                add(traits, Trait.FILTERABLE, filterable.contains(name));
                fields.add(field(name, description, traits));
            }
        });
        return fields;
    }

    private static FieldDescription field(String name, JsonNode schema, Set<Trait> traits) {
        Optional<String> reference = reference(schema);
        List<String> choices = choices(schema);
        return new FieldDescription(
                name, kind(schema, reference, choices), schema.path("title").asText(""), traits, choices, reference);
    }

    /** Whether a field can be filtered by stands in a list beside the fields, and sometimes at the field. */
    private static Set<Trait> traits(JsonNode schema) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        add(traits, Trait.NULLABLE, schema.path("nullable").asBoolean());
        add(traits, Trait.READ_ONLY, schema.path("readOnly").asBoolean());
        add(traits, Trait.CUSTOM, schema.path("x-ns-custom-field").asBoolean());
        add(traits, Trait.FILTERABLE, schema.path("x-ns-filterable").asBoolean());
        return traits;
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
        return pointer(schema)
                .or(() -> pointer(schema.path("oneOf").path(0)))
                .or(() -> described(schema.path("links")))
                .filter(name -> !name.equals("nsLink"));
    }

    /** The schema of the catalog that stands in the place of this one. */
    private static Optional<String> pointer(JsonNode schema) {
        return afterCatalog(schema.path("$ref").asText(""));
    }

    private static Optional<String> described(JsonNode links) {
        for (JsonNode link : links) {
            if (link.path("rel").asText().equals("describes")) {
                return afterCatalog(link.path("href").asText(""));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> afterCatalog(String pointer) {
        Matcher name = CATALOG.matcher(pointer);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
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

    /** Lines stand in {@code items}; in a schema that is nothing but a sublist, they stand there at once. */
    private static boolean isSublist(String name, JsonNode schema) {
        JsonNode items = items(name, schema);
        return items.path("type").asText().equals("array")
                || items.path("items").isObject()
                || schema.path("$ref").asText().endsWith("Collection");
    }

    private static JsonNode line(String name, JsonNode schema) {
        return items(name, schema).path("items");
    }

    private static JsonNode items(String name, JsonNode schema) {
        return name.equals("items") ? schema : schema.path("properties").path("items");
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new HashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
