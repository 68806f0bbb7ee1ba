package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.mcp.JsonCodec;

/**
 * What a tools file says.
 *
 * @param tools the typed tools in the order of the file
 * @param kept the generic tools that stay visible; empty for all of them
 */
record TypedTools(List<UseCaseTool> tools, Optional<Set<String>> kept) {

    private static final String SCHEMA = "/org/enterprisemcp/mcp/tools-file.schema.json";

    TypedTools {
        tools = List.copyOf(tools);
    }

    /** Without a file. */
    static TypedTools none() {
        return new TypedTools(List.of(), Optional.empty());
    }

    /** Whether a generic tool stays visible. */
    boolean keeps(String generic) {
        return kept.isEmpty() || kept.get().contains(generic);
    }

    /**
     * Reads a file.
     *
     * @param offered the generic tools of this upstream
     * @param selection which of them are visible
     * @throws InvalidConfiguration naming everything that is wrong with it
     */
    static TypedTools read(ToolsFile file, List<UseCaseTool> offered, ToolSelection selection, JsonCodec codec) {
        ToolsFileProblems problems = new ToolsFileProblems(file);
        checkForm(file, problems, codec);
        Map<String, UseCaseTool> generic = new LinkedHashMap<>();
        offered.forEach(tool -> generic.put(tool.name(), tool));
        Optional<QueryLiterals> literals = problems.in("/literals")
                ? Optional.empty()
                : ToolReader.choice(file.content().path("literals"), QueryLiterals.class);
        List<UseCaseTool> tools = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        JsonNode written = file.content().path("tools");
        for (int i = 0; i < written.size(); i++) {
            String place = "/tools/" + i;
            checkName(written.path(i).path("name").asText(), place + "/name", i, names, problems);
            if (!problems.in(place) && written.path(i) instanceof ObjectNode tool) {
                new ToolReader(tool, place, literals, generic, problems).read().ifPresent(tools::add);
            }
        }
        Optional<Set<String>> kept = problems.in("/generic")
                ? Optional.empty()
                : kept(file.content().path("generic"), generic.keySet(), selection, problems);
        problems.check();
        return new TypedTools(tools, kept);
    }

    private static void checkName(
            String name, String place, int index, Map<String, Integer> names, ToolsFileProblems problems) {
        if (Toolset.everyTool().contains(name)) {
            problems.add(place, name + " is the name of a generic tool; choose another one");
        }
        Integer first = names.putIfAbsent(name, index);
        if (first != null && !name.isEmpty()) {
            problems.add(place, name + " is the name of tools[" + first + "] already; choose another one");
        }
    }

    private static Optional<Set<String>> kept(
            JsonNode written, Set<String> offered, ToolSelection selection, ToolsFileProblems problems) {
        if (!written.isArray()) {
            return written.asText().equals("hide") ? Optional.of(Set.of()) : Optional.empty();
        }
        List<String> visible = offered.stream().filter(selection::offers).toList();
        Set<String> kept = new LinkedHashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String name = written.path(i).asText();
            if (!visible.contains(name)) {
                problems.add(
                        "/generic/" + i,
                        "there is no generic tool " + name + " to keep; with this upstream and MCP_TOOLSETS there are "
                                + String.join(", ", visible));
            }
            kept.add(name);
        }
        return Optional.of(kept);
    }

    private static void checkForm(ToolsFile file, ToolsFileProblems problems, JsonCodec codec) {
        JsonNode written = codec.resource(
                Objects.requireNonNull(TypedTools.class.getResourceAsStream(SCHEMA), "the schema is missing"));
        Schema schema = ArgumentSchema.dialect().getSchema(written);
        for (Error error : schema.validate(file.content())) {
            String place = error.getInstanceLocation().toString();
            String property = Objects.requireNonNullElse(error.getProperty(), "");
            JsonNode rule = Objects.requireNonNullElse(
                    error.getSchemaNode(), codec.mapper().createObjectNode());
            switch (error.getKeyword()) {
                case "required" -> problems.add(place, property + " is missing; write " + property + ": and a value");
                case "additionalProperties" ->
                    problems.add(
                            place + "/" + property.replace("~", "~0").replace("/", "~1"),
                            "is no field here; known are " + known(written, error));
                case "type" -> problems.add(place, "must be of type " + words(rule));
                case "enum" -> problems.add(place, "must be one of " + words(rule));
                case "pattern" -> problems.add(place, "must match " + rule.asText());
                case "const" -> problems.add(place, "can only be " + rule.asText());
                default ->
                    problems.add(place, String.valueOf(error.getMessage()).replaceFirst("^[^ ]*: ", ""));
            }
        }
    }

    /** The names that the schema has beside the word that refused another one. */
    private static String known(JsonNode schema, Error error) {
        String word = String.valueOf(error.getSchemaLocation().getFragment());
        return words(schema.at(word.substring(0, Math.max(0, word.lastIndexOf('/'))) + "/properties"));
    }

    private static String words(JsonNode rule) {
        List<String> words = new ArrayList<>();
        if (rule.isObject()) {
            rule.fieldNames().forEachRemaining(words::add);
        } else if (rule.isArray()) {
            rule.forEach(word -> words.add(word.asText()));
        } else {
            words.add(rule.asText());
        }
        return String.join(", ", words);
    }
}
