package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Holds a descriptor against the JSON Schema of descriptors, the one that is published. The validator finds the mistakes; what is
 * said about them, and where they stand, is ours.
 */
final class Shape {

    private static final String FILE = "descriptor.schema.json";

    private final Problems problems;
    private final YamlNode.Mapping document;
    private final Schema schema;

    private Shape(YamlNode.Mapping document, Problems problems) {
        this.document = document;
        this.problems = problems;
        this.schema = schema();
    }

    /** Notes every place where a document has not the shape of a descriptor. */
    static void check(YamlNode.Mapping document, Problems problems) {
        Shape shape = new Shape(document, problems);
        shape.schema.validate(json(document)).forEach(shape::note);
    }

    private static Schema schema() {
        try (InputStream in =
                Objects.requireNonNull(Shape.class.getResourceAsStream(FILE), "the schema lies beside this class")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void note(Error error) {
        Place place = Place.of(document, error.getInstanceLocation());
        String property = Objects.requireNonNullElse(error.getProperty(), "");
        switch (error.getKeyword()) {
            case "additionalProperties" -> {
                Place stranger = place.child(property);
                problems.add(
                        stranger.line(),
                        stranger.path(),
                        "is no field of a descriptor here; known are " + known(error.getSchemaNode(), error));
            }
            case "required" -> {
                Place missing = place.child(property);
                problems.add(place.line(), missing.path(), "is missing" + advice(missing.path()));
            }
            default -> problems.add(place.line(), place.path(), sentence(error, place));
        }
    }

    private String sentence(Error error, Place place) {
        JsonNode rule = error.getSchemaNode();
        JsonNode around = parent(error);
        return switch (error.getKeyword()) {
            case "type" ->
                "must be " + wanted(around) + ", but is " + place.node().kind();
            case "enum" -> "must be one of " + listed(rule);
            case "const" -> "must be " + rule.asText();
            case "pattern", "propertyNames" ->
                "must be " + around.path("description").asText("written otherwise: " + rule.asText());
            case "minimum", "maximum" ->
                "must be " + number(around) + " from " + around.path("minimum").asText() + " to "
                        + around.path("maximum").asText();
            case "minItems" -> "must hold at least " + rule.asText() + " element";
            case "maxItems" -> "must hold at most " + rule.asText() + " elements";
            default -> "has not the shape that the descriptor's schema wants (" + error.getKeyword() + ")";
        };
    }

    private static String wanted(JsonNode around) {
        if (around.has("minimum")) {
            return number(around) + " from " + around.path("minimum").asText() + " to "
                    + around.path("maximum").asText();
        }
        List<String> kinds = new ArrayList<>();
        JsonNode type = around.path("type");
        (type.isArray() ? type : JsonNodeFactory.instance.arrayNode().add(type))
                .forEach(each -> kinds.add(
                        switch (each.asText()) {
                            case "string" -> "a text; put it in quotes";
                            case "boolean" -> "true or false";
                            case "array" -> "a list, written [a, b]";
                            case "object" -> "a mapping, written { name: value }";
                            case "integer" -> "a whole number";
                            default -> "a number";
                        }));
        return String.join(" or ", kinds);
    }

    private static String number(JsonNode around) {
        return around.path("type").asText().equals("integer") ? "a whole number" : "a number";
    }

    private static String listed(JsonNode words) {
        List<String> texts = new ArrayList<>();
        words.forEach(word -> texts.add(word.asText()));
        return String.join(", ", texts);
    }

    private String known(JsonNode rule, Error error) {
        JsonNode around = rule.isObject() ? rule : parent(error);
        return String.join(", ", (Iterable<String>) around.path("properties")::fieldNames);
    }

    /** The schema that the failed keyword stands in. */
    private JsonNode parent(Error error) {
        NodePath path = error.getSchemaLocation().getFragment();
        JsonNode node = schema.getSchemaNode();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            Object step = path.getElement(i);
            node = step instanceof Integer index ? node.path(index) : node.path(String.valueOf(step));
        }
        return node;
    }

    private static String advice(String path) {
        return switch (path) {
            case "descriptor" -> "; the file begins with descriptor: 1";
            case "auth" -> "; write auth: { kind: none } if the upstream lets everybody in";
            default -> "; write " + path.substring(path.lastIndexOf('.') + 1) + ": followed by its value";
        };
    }

    private static JsonNode json(YamlNode node) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (node) {
            case YamlNode.Mapping mapping -> {
                ObjectNode object = make.objectNode();
                mapping.entries().forEach((name, value) -> object.set(name, json(value)));
                yield object;
            }
            case YamlNode.Sequence sequence -> {
                ArrayNode array = make.arrayNode();
                sequence.elements().forEach(element -> array.add(json(element)));
                yield array;
            }
            case YamlNode.Scalar scalar -> scalar(scalar, make);
        };
    }

    private static JsonNode scalar(YamlNode.Scalar scalar, JsonNodeFactory make) {
        try {
            return switch (scalar.type()) {
                case TEXT -> make.textNode(scalar.text());
                case FLAG -> make.booleanNode(scalar.text().equals("true"));
                case INTEGER -> make.numberNode(new BigInteger(scalar.text()));
                case DECIMAL -> make.numberNode(new BigDecimal(scalar.text()));
                case EMPTY -> make.nullNode();
            };
        } catch (NumberFormatException oddNumber) {
            return make.textNode(scalar.text());
        }
    }

    /** A place in the document: what stands there, in which line, and what it is called. */
    private record Place(YamlNode node, int line, String path) {

        static Place of(YamlNode document, NodePath path) {
            Place place = new Place(document, document.line(), "");
            for (int i = 0; i < path.getNameCount(); i++) {
                place = place.child(path.getElement(i));
            }
            return place;
        }

        Place child(Object step) {
            if (node instanceof YamlNode.Sequence list
                    && step instanceof Integer index
                    && index < list.elements().size()) {
                YamlNode element = list.elements().get(index);
                return new Place(element, element.line(), path + "[" + index + "]");
            }
            String below = path.isEmpty() ? String.valueOf(step) : path + "." + step;
            YamlNode value =
                    node instanceof YamlNode.Mapping mapping ? mapping.entries().get(String.valueOf(step)) : null;
            return value == null ? new Place(node, line, below) : new Place(value, value.line(), below);
        }
    }
}
