package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads YAML token by token, because only there duplicate keys, aliases and line numbers are still to be seen. One document, no
 * anchors: what a descriptor says must be where one reads it.
 */
final class YamlFile {

    private static final int MAX_DEPTH = 20;

    private final Problems problems;

    YamlFile(Problems problems) {
        this.problems = problems;
    }

    /** The document's mapping; empty after a problem that leaves nothing to go on with. */
    Optional<YamlNode.Mapping> read(String text) {
        try (YAMLParser parser = YAMLFactory.builder().build().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(1, "descriptor", "the file must be a mapping that begins with descriptor: 1");
                return Optional.empty();
            }
            YamlNode.Mapping document = mapping(parser, "", 0);
            if (parser.nextToken() != null) {
                problems.add(line(parser), "descriptor", "the file must hold one document only");
            }
            return Optional.of(document);
        } catch (JsonProcessingException notYaml) {
            int line = notYaml.getLocation() == null
                    ? 1
                    : Math.max(1, notYaml.getLocation().getLineNr());
            problems.add(
                    line, "descriptor", "is no YAML that can be read; check indentation, quotes and brackets here");
            return Optional.empty();
        } catch (IOException given) {
            return Optional.empty();
        }
    }

    private YamlNode node(YAMLParser parser, String path, int depth) throws IOException {
        if (parser.isCurrentAlias() || depth > MAX_DEPTH) {
            problems.add(line(parser), path, "aliases and very deep nesting are not allowed; write the value out here");
            throw new Unreadable();
        }
        int line = line(parser);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, path, depth);
            case START_ARRAY -> sequence(parser, path, depth);
            case VALUE_NUMBER_INT -> new YamlNode.Scalar(line, parser.getText(), YamlNode.Type.INTEGER);
            case VALUE_NUMBER_FLOAT -> new YamlNode.Scalar(line, parser.getText(), YamlNode.Type.DECIMAL);
            case VALUE_TRUE, VALUE_FALSE -> new YamlNode.Scalar(line, parser.getText(), YamlNode.Type.FLAG);
            case VALUE_NULL -> new YamlNode.Scalar(line, "", YamlNode.Type.EMPTY);
            case VALUE_STRING -> new YamlNode.Scalar(line, parser.getText(), YamlNode.Type.TEXT);
            default -> {
                problems.add(line, path, "cannot be read; write a text, a number, a list or a mapping");
                throw new Unreadable();
            }
        };
    }

    private YamlNode.Mapping mapping(YAMLParser parser, String path, int depth) throws IOException {
        int line = line(parser);
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String below = path.isEmpty() ? name : path + "." + name;
            int fieldLine = line(parser);
            parser.nextToken();
            if (entries.put(name, node(parser, below, depth + 1)) != null) {
                problems.add(fieldLine, below, "stands here twice; keep one of the two");
            }
        }
        return new YamlNode.Mapping(line, entries);
    }

    private YamlNode.Sequence sequence(YAMLParser parser, String path, int depth) throws IOException {
        int line = line(parser);
        List<YamlNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(parser, path + "[" + elements.size() + "]", depth + 1));
        }
        return new YamlNode.Sequence(line, elements);
    }

    private static int line(YAMLParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** The problem is noted already; there is no way to read on. */
    private static final class Unreadable extends IOException {}
}
