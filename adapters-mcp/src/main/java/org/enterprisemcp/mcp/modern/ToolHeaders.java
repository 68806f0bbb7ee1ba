package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.mcp.catalog.McpTool;

/**
 * A tool as stateless clients see it, and the headers in which they repeat some of its arguments ({@code x-mcp-header},
 * 2026-07-28, server/tools), so that a gateway can look at them.
 *
 * @param tool the tool
 * @param inputSchema its schema, in which such an argument has the one type that the revision allows
 * @param headers the headers
 */
record ToolHeaders(McpTool tool, ObjectNode inputSchema, List<ParameterHeader> headers) {

    private static final String ANNOTATION = "x-mcp-header";
    private static final String PREFIX = "Mcp-Param-";

    /**
     * A header.
     *
     * @param name its whole name
     * @param path the names that lead to the argument
     */
    record ParameterHeader(String name, List<String> path) {}

    static ToolHeaders of(McpTool tool) {
        List<ParameterHeader> headers = new ArrayList<>();
        ObjectNode schema = tool.inputSchema().deepCopy();
        collect(schema, List.of(), headers);
        return new ToolHeaders(tool, schema, List.copyOf(headers));
    }

    private static void collect(JsonNode schema, List<String> path, List<ParameterHeader> headers) {
        schema.path("properties").properties().forEach(property -> {
            List<String> way = new ArrayList<>(path);
            way.add(property.getKey());
            if (property.getValue() instanceof ObjectNode declared
                    && declared.path(ANNOTATION).isTextual()) {
                headers.add(
                        new ParameterHeader(PREFIX + declared.path(ANNOTATION).textValue(), way));
                withoutNull(declared);
            }
            collect(property.getValue(), way, headers);
        });
    }

    /** We take null for an argument that is left out, but clients would drop a tool whose header may be null. */
    private static void withoutNull(ObjectNode declared) {
        if (declared.path("type") instanceof ArrayNode types && types.size() == 2) {
            String one = types.path(0).asText();
            declared.put("type", one.equals("null") ? types.path(1).asText() : one);
        }
    }

    /** The name of a header that is missing, badly written, or not the argument; empty if all are as they should be. */
    Optional<String> mismatch(JsonNode arguments, RequestHeaders sent) {
        return headers.stream()
                .filter(header -> !matches(header, arguments, sent))
                .map(ParameterHeader::name)
                .findFirst();
    }

    private static boolean matches(ParameterHeader header, JsonNode arguments, RequestHeaders sent) {
        JsonNode value = arguments;
        for (String step : header.path()) {
            value = value.path(step);
        }
        Optional<String> written = sent.value(header.name());
        if (value.isMissingNode() || value.isNull()) {
            // A gateway that acted on it would have acted on something that nobody asked for.
            return written.isEmpty();
        }
        JsonNode wanted = value;
        return written.flatMap(HeaderValue::decoded)
                .filter(text -> wanted.isNumber() ? isNumber(text, wanted) : text.equals(wanted.asText()))
                .isPresent();
    }

    private static boolean isNumber(String text, JsonNode wanted) {
        try {
            return new BigDecimal(text).compareTo(wanted.decimalValue()) == 0;
        } catch (NumberFormatException none) {
            return false;
        }
    }
}
