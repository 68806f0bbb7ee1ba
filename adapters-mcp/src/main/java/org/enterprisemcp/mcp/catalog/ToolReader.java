package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One tool of a tools file whose form is good: what it says must also fit together, and fit the upstream. */
final class ToolReader {

    /** What every call of the generic tool may carry, and that is of use to every typed one. */
    private static final List<String> ALWAYS = List.of("account_id", "base_url", "limit", "offset");

    private final ObjectNode tool;
    private final String place;
    private final Optional<QueryLiterals> literals;
    private final Map<String, UseCaseTool> offered;
    private final ToolsFileProblems problems;
    private final TypedOperation operation;
    private final InputReader input;
    /** Arguments that something was done with. */
    private final Set<String> used = new LinkedHashSet<>();

    ToolReader(
            ObjectNode tool,
            String place,
            Optional<QueryLiterals> literals,
            Map<String, UseCaseTool> offered,
            ToolsFileProblems problems) {
        this.tool = tool;
        this.place = place;
        this.literals = literals;
        this.offered = offered;
        this.problems = problems;
        this.operation = TypedOperation.of(tool.path("operation").asText());
        this.input = new InputReader(tool.path("input"), place + "/input", problems);
    }

    static <E extends Enum<E>> Optional<E> choice(JsonNode written, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(written.asText()))
                .findFirst();
    }

    /** The tool before its generic one; empty after a problem. */
    Optional<UseCaseTool> read() {
        UseCaseTool generic = offered.get(operation.tool());
        if (generic == null) {
            problem("operation", "this upstream does not offer " + operation.written() + "; it offers " + offers());
            return Optional.empty();
        }
        checkParts();
        ObjectNode schema = input.read();
        ObjectNode own = (ObjectNode) generic.inputSchema().path("properties");
        ObjectNode preset = preset(own);
        Optional<String> id = id(own, preset, schema);
        Set<String> passed = passed(generic.inputSchema(), preset, schema);
        checkThatAllIsSet(generic, preset, passed);
        Optional<QueryTemplate> query = query();
        List<TypedTool.Filter> filters = filters();
        FieldMapping mapping = mapping();
        ResultMapping result = result(preset, passed);
        checkThatAllIsUsed();
        if (problems.in(place)) {
            return Optional.empty();
        }
        String name = tool.path("name").asText();
        TypedTool typed = new TypedTool(
                name,
                tool.path("title").asText(title(name)),
                tool.path("description").asText().strip(),
                operation,
                schema,
                preset,
                id,
                mapping,
                query,
                filters,
                passed,
                input.nullable(),
                result);
        return Optional.of(typed.before(generic));
    }

    private String offers() {
        return Arrays.stream(TypedOperation.values())
                .filter(each -> offered.containsKey(each.tool()))
                .map(TypedOperation::written)
                .collect(Collectors.joining(", "));
    }

    private static String title(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).replace('_', ' ').replace('-', ' ');
    }

    /** Each operation has parts that it needs, and parts that make no sense. */
    private void checkParts() {
        boolean named = operation != TypedOperation.QUERY && operation != TypedOperation.DATASET;
        expect("record_type", named, named);
        expect("query", operation == TypedOperation.QUERY, operation == TypedOperation.QUERY);
        expect("filters", false, operation == TypedOperation.SEARCH);
        expect("id", false, !operation.id().isEmpty());
        expect("fields", false, !operation.fields().isEmpty());
        expect("constants", false, !operation.fields().isEmpty());
        expect("output", false, !operation.result().isEmpty());
    }

    private void expect(String part, boolean needed, boolean known) {
        if (needed && !tool.has(part)) {
            problem("operation", operation.written() + " needs " + part + "; add it");
        }
        if (!known && tool.has(part)) {
            problem(part, operation.written() + " has no " + part + "; take it away");
        }
    }

    /** The arguments of the generic tool that this one always sends. */
    private ObjectNode preset(ObjectNode own) {
        ObjectNode preset = JsonNodeFactory.instance.objectNode();
        if (tool.has("record_type") && own.has("record_type")) {
            preset.set("record_type", tool.path("record_type"));
        }
        tool.path("fixed").properties().forEach(fixed -> {
            String where = "fixed/" + fixed.getKey();
            JsonNode schema = own.path(fixed.getKey());
            if (schema.isMissingNode() || determined().contains(fixed.getKey())) {
                problem(where, "cannot be fixed; what can is " + settable(own));
            } else {
                input.checkValue(schema, fixed.getValue(), place + "/" + where);
                preset.set(fixed.getKey(), fixed.getValue());
            }
        });
        return preset;
    }

    /** Arguments of the generic tool that other parts of the file stand for. */
    private Set<String> determined() {
        Set<String> determined = new LinkedHashSet<>(List.of("record_type", "query", "filters"));
        determined.add(operation.fields());
        return determined;
    }

    private String settable(ObjectNode own) {
        List<String> names = new ArrayList<>();
        own.fieldNames().forEachRemaining(names::add);
        names.removeAll(determined());
        return String.join(", ", names);
    }

    private Optional<String> id(ObjectNode own, ObjectNode preset, ObjectNode schema) {
        if (operation.id().isEmpty() || preset.has(operation.id())) {
            return Optional.empty();
        }
        String argument = tool.path("id").asText(operation.id());
        used.add(argument);
        if (!input.has(argument)) {
            input.add(argument, own.path(operation.id()).deepCopy(), true, schema);
        } else if (!input.isAlwaysThere(argument)) {
            problems.add(
                    place + "/input/required", argument + " names the record, so it must be required; add it here");
        }
        return Optional.of(argument);
    }

    /** Arguments that go to the generic tool as they are. */
    private Set<String> passed(ObjectNode generic, ObjectNode preset, ObjectNode schema) {
        ObjectNode own = (ObjectNode) generic.path("properties");
        Set<String> passed = new LinkedHashSet<>();
        JsonNode accept = tool.path("accept");
        for (int i = 0; i < accept.size(); i++) {
            String name = accept.path(i).asText();
            if (!own.has(name) || determined().contains(name) || name.equals(operation.id())) {
                problem("accept/" + i, name + " cannot be accepted; what can is " + settable(own));
            } else if (preset.has(name)) {
                problem("accept/" + i, name + " is fixed already; keep one of the two");
            } else {
                passed.add(name);
            }
        }
        ALWAYS.stream().filter(name -> own.has(name) && !preset.has(name)).forEach(passed::add);
        for (String name : passed) {
            if (input.has(name)) {
                problems.add(
                        place + "/input/properties/" + name,
                        name + " is an argument of every " + operation.written() + " already; choose another name");
            } else {
                input.add(name, own.path(name).deepCopy(), InputReader.lists(generic.path("required"), name), schema);
            }
        }
        return passed;
    }

    private void checkThatAllIsSet(UseCaseTool generic, ObjectNode preset, Set<String> passed) {
        generic.inputSchema().path("required").forEach(required -> {
            String name = required.asText();
            if (!determined().contains(name)
                    && !name.equals(operation.id())
                    && !preset.has(name)
                    && !passed.contains(name)) {
                problem(
                        "operation",
                        operation.written() + " needs " + name + "; set it in fixed, or list it in accept");
            }
        });
    }

    private Optional<QueryTemplate> query() {
        if (operation != TypedOperation.QUERY || !tool.has("query")) {
            return Optional.empty();
        }
        String text = tool.path("query").asText();
        if (literals.isEmpty() && text.contains("{")) {
            problems.add(
                    "/literals",
                    "is missing; say how this upstream's query language writes values: sql, backslash, odata or url");
            used.addAll(input.names());
            return Optional.empty();
        }
        try {
            QueryTemplate template = QueryTemplate.of(text, literals.orElse(QueryLiterals.SQL));
            for (String argument : template.arguments()) {
                input.checkPlace(argument, template.texts().contains(argument), place + "/query");
            }
            for (String argument : template.needed()) {
                if (input.has(argument) && !input.isAlwaysThere(argument)) {
                    problem(
                            "query",
                            argument + " may be left out, and then there is nothing for {" + argument
                                    + "}: make it required, give it a default, or put the part of the query in [[ ]]");
                }
            }
            used.addAll(template.arguments());
            return Optional.of(template);
        } catch (QueryTemplate.Unsafe unsafe) {
            problem("query", unsafe.what());
            used.addAll(input.names());
            return Optional.empty();
        }
    }

    private List<TypedTool.Filter> filters() {
        List<TypedTool.Filter> filters = new ArrayList<>();
        JsonNode written = tool.path("filters");
        for (JsonNode filter : written) {
            String where = "filters/" + filters.size();
            Optional<String> argument =
                    Optional.of(filter.path("argument").asText()).filter(name -> !name.isEmpty());
            if (argument.isPresent() && filter.has("value")) {
                problem(where, "has an argument and a value; keep one of the two");
            }
            argument.filter(name -> !input.has(name))
                    .ifPresent(name ->
                            problem(where + "/argument", name + " is no argument; declare it in input.properties"));
            argument.ifPresent(used::add);
            ObjectNode condition = filter.deepCopy();
            condition.remove("argument");
            filters.add(new TypedTool.Filter(condition, argument));
        }
        return filters;
    }

    private FieldMapping mapping() {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        Map<List<String>, JsonNode> constants = new LinkedHashMap<>();
        if (operation.fields().isEmpty()) {
            return new FieldMapping(targets, constants);
        }
        tool.path("fields").fieldNames().forEachRemaining(argument -> {
            if (!input.has(argument) || used.contains(argument)) {
                problem(
                        "fields/" + argument,
                        argument + " is no argument that sets a field; declare it in input.properties");
            }
        });
        for (String argument : input.declared()) {
            if (!used.contains(argument)) {
                targets.put(
                        argument,
                        FieldMapping.path(tool.path("fields").path(argument).asText(argument)));
            }
        }
        tool.path("constants")
                .properties()
                .forEach(constant -> constants.put(FieldMapping.path(constant.getKey()), constant.getValue()));
        used.addAll(targets.keySet());
        List<List<String>> all = new ArrayList<>(targets.values());
        all.addAll(constants.keySet());
        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < i; k++) {
                checkThatBothFit(all.get(i), all.get(k));
            }
        }
        return new FieldMapping(targets, constants);
    }

    private void checkThatBothFit(List<String> one, List<String> other) {
        int common = Math.min(one.size(), other.size());
        if (one.subList(0, common).equals(other.subList(0, common))) {
            problem(
                    "fields",
                    "the field " + String.join("/", one.size() > common ? one : other)
                            + " is set twice; let one argument or constant set it");
        }
    }

    private ResultMapping result(ObjectNode preset, Set<String> passed) {
        Map<List<String>, String> names = new LinkedHashMap<>();
        JsonNode output = tool.path("output");
        output.forEach(element -> {
            if (output.isArray()) {
                List<String> path = FieldMapping.path(element.asText());
                names.put(path, path.getLast());
            }
        });
        output.properties()
                .forEach(entry -> names.put(
                        FieldMapping.path(entry.getKey()), entry.getValue().asText()));
        if (Set.copyOf(names.values()).size() < names.size()) {
            problem(
                    "output",
                    "two fields have the same name in the result; write output as a mapping with other names");
        }
        if (!names.isEmpty() && (preset.has("format") || passed.contains("format"))) {
            problem("output", "goes with rows only; take format out of fixed and accept");
        }
        return new ResultMapping(operation.result(), names);
    }

    private void checkThatAllIsUsed() {
        for (String argument : input.declared()) {
            if (!used.contains(argument)) {
                problems.add(
                        place + "/input/properties/" + argument,
                        argument + " is used nowhere; " + operation.written() + " uses arguments in "
                                + switch (operation) {
                                    case QUERY -> "query";
                                    case SEARCH -> "filters";
                                    default -> operation.id().isEmpty() ? "nothing" : "id";
                                });
            }
        }
    }

    private void problem(String part, String what) {
        problems.add(place + "/" + part, what);
    }
}
