package org.enterprisemcp.testkit.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A piece of the file that knows its place.
 *
 * @param place where it stands, for failures
 * @param node what it holds
 */
record Part(String place, JsonNode node) {

    /** Refuses a field that nobody would read: a misspelt one checks nothing. */
    void allowOnly(String... names) {
        if (!node.isObject()) {
            throw new AssertionError(place + ": must be a mapping, written { name: value }");
        }
        List<String> known = List.of(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw wrong(name, "is no field here; known are " + String.join(", ", known));
            }
        });
    }

    AssertionError wrong(String field, String what) {
        return new AssertionError(place + ": " + field + " " + what);
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** A field as it stands; missing where it is absent. */
    JsonNode value(String field) {
        return node.has(field) ? node.get(field) : MissingNode.getInstance();
    }

    Optional<Part> part(String field) {
        return node.has(field) ? Optional.of(new Part(place + ", " + field, node.get(field))) : Optional.empty();
    }

    List<Part> parts(String field) {
        JsonNode list = value(field);
        if (!list.isArray()) {
            throw wrong(field, "must be a list");
        }
        List<Part> parts = new ArrayList<>();
        list.forEach(element -> parts.add(new Part(place + ", " + field + " " + (parts.size() + 1), element)));
        return parts;
    }

    Optional<String> text(String field) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.isNull()) {
            throw wrong(field, "must be a text");
        }
        return Optional.of(value.asText());
    }

    String required(String field) {
        return text(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    OptionalInt number(String field) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isInt()) {
            throw wrong(field, "must be a whole number");
        }
        return OptionalInt.of(value.intValue());
    }

    /** Texts by name; an explicit null is an empty one. */
    Map<String, Optional<String>> texts(String field) {
        Map<String, Optional<String>> texts = new LinkedHashMap<>();
        part(field).ifPresent(part -> {
            if (!part.node().isObject()) {
                throw wrong(field, "must be a mapping of names to texts");
            }
            part.node()
                    .fieldNames()
                    .forEachRemaining(name -> texts.put(
                            name,
                            part.node().get(name).isNull() ? Optional.empty() : Optional.of(part.required(name))));
        });
        return texts;
    }
}
