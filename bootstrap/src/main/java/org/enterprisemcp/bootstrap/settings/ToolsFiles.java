package org.enterprisemcp.bootstrap.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.mcp.catalog.ToolsFile;

/**
 * Reads the file of typed tools token by token, because only there line numbers and keys that stand twice are still to be seen. What
 * the file says is judged by those who know tools.
 */
final class ToolsFiles {

    private static final int MAX_DEPTH = 50;
    private static final long MAX_BYTES = 1_048_576;

    private final String name;
    private final Map<String, Integer> lines = new HashMap<>();

    private ToolsFiles(String name) {
        this.name = name;
    }

    /**
     * The file at a path.
     *
     * @throws InvalidConfiguration when it cannot be read as YAML
     */
    static ToolsFile read(String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > MAX_BYTES) {
                throw unusable(path + " is larger than " + MAX_BYTES + " bytes");
            }
            return new ToolsFiles(path).parse(Files.readString(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw unusable(path + " cannot be read as a text file in UTF-8");
        }
    }

    /** A text as if it stood in a file of that name. */
    static ToolsFile parse(String name, String text) {
        return new ToolsFiles(name).parse(text);
    }

    private ToolsFile parse(String text) {
        try (YAMLParser parser = YAMLFactory.builder().build().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unusable(name + ":1: must be a mapping with tools: and a list");
            }
            ObjectNode content = mapping(parser, "", 0);
            if (parser.nextToken() != null) {
                throw unusable(place(parser) + "the file must hold one document only");
            }
            return new ToolsFile(name, content, lines);
        } catch (JsonProcessingException notYaml) {
            int line = notYaml.getLocation() == null ? 1 : notYaml.getLocation().getLineNr();
            throw unusable(name + ":" + Math.max(1, line)
                    + ": is no YAML that can be read; check indentation, quotes and brackets here");
        } catch (IOException unreachable) {
            throw unusable(name + " cannot be read");
        }
    }

    private JsonNode node(YAMLParser parser, String pointer, int depth) throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null || depth > MAX_DEPTH) {
            throw unusable(
                    place(parser) + "anchors, aliases and very deep nesting are not allowed; write the value out");
        }
        lines.putIfAbsent(pointer, line(parser));
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, pointer, depth);
            case START_ARRAY -> sequence(parser, pointer, depth);
            case VALUE_NUMBER_INT -> {
                BigInteger number = parser.getBigIntegerValue();
                yield number.bitLength() < Long.SIZE ? nodes.numberNode(number.longValue()) : nodes.numberNode(number);
            }
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> nodes.textNode(parser.getText());
        };
    }

    private ObjectNode mapping(YAMLParser parser, String pointer, int depth) throws IOException {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            if (mapping.has(key)) {
                throw unusable(place(parser) + key + " stands here twice; keep one of the two");
            }
            lines.put(below, line(parser));
            parser.nextToken();
            mapping.set(key, node(parser, below, depth + 1));
        }
        return mapping;
    }

    private ArrayNode sequence(YAMLParser parser, String pointer, int depth) throws IOException {
        ArrayNode sequence = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            sequence.add(node(parser, pointer + "/" + sequence.size(), depth + 1));
        }
        return sequence;
    }

    private String place(YAMLParser parser) {
        return name + ":" + line(parser) + ": ";
    }

    private static int line(YAMLParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static InvalidConfiguration unusable(String what) {
        return new InvalidConfiguration(List.of(what));
    }
}
