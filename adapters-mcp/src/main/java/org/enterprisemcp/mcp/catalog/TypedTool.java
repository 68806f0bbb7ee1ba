package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.token.Caller;

/**
 * A tool of the tools file. It rewrites its arguments into those of the generic tool and calls that one, so everything that holds
 * for the generic tool holds for it.
 *
 * @param name the wire name
 * @param title its name for people
 * @param description what a model needs to know
 * @param operation what it does
 * @param input the schema of its arguments
 * @param preset arguments of the generic tool that are always the same
 * @param id the argument that names the record, where one does
 * @param mapping from arguments to fields
 * @param query the query, where it is one
 * @param filters the conditions of a search
 * @param passed arguments that the generic tool has under the same name
 * @param nullable arguments for which null is a value
 * @param result what of the answer is returned
 */
record TypedTool(
        String name,
        String title,
        String description,
        TypedOperation operation,
        ObjectNode input,
        ObjectNode preset,
        Optional<String> id,
        FieldMapping mapping,
        Optional<QueryTemplate> query,
        List<Filter> filters,
        Set<String> passed,
        Set<String> nullable,
        ResultMapping result) {

    /** Members of a query's result with another format than rows. */
    private static final List<String> OTHER_FORMATS = List.of("columns", "rows", "csv", "resource");

    TypedTool {
        filters = List.copyOf(filters);
        passed = new LinkedHashSet<>(passed);
        nullable = Set.copyOf(nullable);
    }

    /**
     * A condition of a search.
     *
     * @param written the condition without a value
     * @param argument where the value comes from; the value stands in the condition otherwise
     */
    record Filter(ObjectNode written, Optional<String> argument) {}

    /** The tool as others are: before the same use case, by way of the generic one. */
    UseCaseTool before(UseCaseTool generic) {
        ArgumentSchema schema = new ArgumentSchema(generic.inputSchema());
        return new UseCaseTool(
                name,
                title,
                description,
                input,
                output(generic),
                generic.hints(),
                generic.scopes(),
                List.of(),
                names(),
                (caller, given) -> call(generic, schema, caller, given));
    }

    private ObjectNode output(UseCaseTool generic) {
        ObjectNode schema = result.schema(generic.outputSchema());
        if (!preset.has("format")
                && !passed.contains("format")
                && schema.at("/properties/data/properties") instanceof ObjectNode data) {
            data.remove(OTHER_FORMATS);
        }
        return schema;
    }

    private UseCaseTool.Outcome call(UseCaseTool generic, ArgumentSchema schema, Caller caller, ToolArguments given) {
        ObjectNode own = given(given.json());
        ObjectNode arguments = arguments(own);
        schema.check(arguments);
        UseCaseTool.Outcome outcome = generic.handler()
                .call(caller, new ToolArguments(arguments, given.codec(), generic.options(), given.context()));
        Map<String, Object> data = new LinkedHashMap<>(result.mapped(outcome.data()));
        data.computeIfPresent(
                "changed_fields",
                (_, _) -> mapping.targets().keySet().stream().filter(own::has).toList());
        return new UseCaseTool.Outcome(data, outcome.facts(), outcome.paging(), outcome.links());
    }

    /** What was given, and the defaults of what was not. */
    private ObjectNode given(ObjectNode json) {
        ObjectNode given = json.deepCopy();
        input.path("properties").properties().forEach(property -> {
            String argument = property.getKey();
            if (given.path(argument).isNull() && !nullable.contains(argument)) {
                given.remove(argument);
            }
            if (!given.has(argument) && property.getValue().has("default")) {
                given.set(argument, property.getValue().path("default"));
            }
        });
        return given;
    }

    private ObjectNode arguments(ObjectNode own) {
        ObjectNode arguments = preset.deepCopy();
        passed.stream().filter(own::has).forEach(argument -> arguments.set(argument, own.path(argument)));
        id.ifPresent(argument -> arguments.set(operation.id(), text(own.path(argument))));
        query.ifPresent(template -> arguments.put("query", template.filled(own)));
        if (!operation.fields().isEmpty()) {
            ObjectNode fields = mapping.fields(own);
            if (fields.isEmpty() && operation == TypedOperation.UPDATE) {
                throw new RecordValidation(
                        "arguments",
                        "name at least one of "
                                + String.join(", ", mapping.targets().keySet()));
            }
            arguments.set(operation.fields(), fields);
        }
        if (!filters.isEmpty()) {
            arguments.set("filters", conditions(own));
        }
        return arguments;
    }

    private ArrayNode conditions(ObjectNode own) {
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        for (Filter filter : filters) {
            ObjectNode condition = filter.written().deepCopy();
            if (filter.argument().isEmpty()) {
                conditions.add(condition);
            } else if (own.has(filter.argument().get())) {
                condition.set("value", own.path(filter.argument().get()));
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** Ids are texts to the generic tools; a file may call them numbers. */
    private static JsonNode text(JsonNode id) {
        return id.isNumber() ? JsonNodeFactory.instance.textNode(id.asText()) : id;
    }

    private FieldNames names() {
        List<FieldNames.Route> routes = new ArrayList<>();
        id.ifPresent(argument -> routes.add(new FieldNames.Route(List.of(operation.id()), argument)));
        // The innermost first: a field within another one is the more exact answer.
        mapping.targets().entrySet().stream()
                .sorted((one, other) -> other.getValue().size() - one.getValue().size())
                .forEach(entry -> routes.add(new FieldNames.Route(entry.getValue(), entry.getKey())));
        return FieldNames.of(
                routes, operation.fields(), List.copyOf(mapping.constants().keySet()));
    }
}
