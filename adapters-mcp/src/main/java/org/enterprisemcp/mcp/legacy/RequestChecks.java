package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpPrompt;

/** Refuses in our own words what the SDK would answer with an exception's. A method that is not offered is left to the SDK. */
final class RequestChecks {

    private final McpCatalog catalog;

    RequestChecks(McpCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Lets good requests pass.
     *
     * @throws ProtocolRefusal for others, with what to mend
     */
    void check(Request request) {
        switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE ->
                throw refusal(request, JsonRpcCodes.INVALID_REQUEST, "This session is initialized already.");
            case McpSchema.METHOD_TOOLS_CALL -> checkToolCall(request);
            case McpSchema.METHOD_RESOURCES_READ,
                    McpSchema.METHOD_RESOURCES_SUBSCRIBE,
                    McpSchema.METHOD_RESOURCES_UNSUBSCRIBE -> checkResource(request);
            case McpSchema.METHOD_PROMPT_GET -> checkPrompt(request);
            case McpSchema.METHOD_COMPLETION_COMPLETE -> checkCompletion(request);
            case McpSchema.METHOD_LOGGING_SET_LEVEL -> checkLogLevel(request);
            default -> {}
        }
    }

    private void checkToolCall(Request request) {
        String name = request.params().path("name").asText();
        if (!catalog.tool(name).isPresent()) {
            throw refusal(
                    request,
                    JsonRpcCodes.INVALID_PARAMS,
                    "params.name must be one of " + String.join(", ", catalog.toolNames()) + ".");
        }
        checkArguments(request);
        JsonNode token = request.params().path("_meta").path("progressToken");
        if (!(token.isMissingNode() || token.isTextual() || token.isNumber())) {
            throw refusal(
                    request, JsonRpcCodes.INVALID_PARAMS, "params._meta.progressToken must be a string or a number.");
        }
    }

    private void checkResource(Request request) {
        if (catalog.resources().isEmpty()) {
            return;
        }
        JsonNode uri = request.params().path("uri");
        if (!uri.isTextual()) {
            throw refusal(request, JsonRpcCodes.INVALID_PARAMS, "params.uri must be a string.");
        }
        if (catalog.resource(uri.textValue()).isEmpty()) {
            CallRefusal missing = CallRefusal.noSuchResource(uri.textValue());
            throw ProtocolRefusal.of(200, missing.code(), request.id(), missing.reason(), missing.data());
        }
    }

    private void checkPrompt(Request request) {
        if (catalog.prompts().isEmpty()) {
            return;
        }
        checkArguments(request);
        McpPrompt prompt = catalog.prompt(request.params().path("name").asText())
                .orElseThrow(() -> refusal(
                        request,
                        JsonRpcCodes.INVALID_PARAMS,
                        "params.name must be one of "
                                + String.join(
                                        ", ",
                                        catalog.prompts().stream()
                                                .map(McpPrompt::name)
                                                .toList())
                                + "."));
        Map<String, String> given = new HashMap<>();
        request.params().path("arguments").properties().forEach(argument -> {
            if (argument.getValue().isContainerNode()) {
                throw refusal(
                        request,
                        JsonRpcCodes.INVALID_PARAMS,
                        "params.arguments." + argument.getKey() + " must be a string.");
            }
            given.put(argument.getKey(), argument.getValue().asText(""));
        });
        List<String> missing = prompt.missing(given);
        if (!missing.isEmpty()) {
            throw refusal(
                    request, JsonRpcCodes.INVALID_PARAMS, "params.arguments lacks " + String.join(", ", missing) + ".");
        }
    }

    private static void checkArguments(Request request) {
        JsonNode arguments = request.params().path("arguments");
        if (!(arguments.isMissingNode() || arguments.isNull() || arguments.isObject())) {
            throw refusal(request, JsonRpcCodes.INVALID_PARAMS, "params.arguments must be an object.");
        }
    }

    private static void checkCompletion(Request request) {
        JsonNode argument = request.params().path("argument");
        if (!(argument.path("name").isTextual() && argument.path("value").isTextual())) {
            throw refusal(
                    request,
                    JsonRpcCodes.INVALID_PARAMS,
                    "params.argument must have a name and a value, both strings.");
        }
    }

    private static void checkLogLevel(Request request) {
        String level = request.params().path("level").asText();
        if (LogLevel.of(level).isEmpty()) {
            throw refusal(
                    request, JsonRpcCodes.INVALID_PARAMS, "params.level must be a level of RFC 5424, in lower case.");
        }
    }

    /** The refusal of a request by its id. */
    static ProtocolRefusal refusal(Request request, int code, String message) {
        return ProtocolRefusal.of(200, code, request.id(), message, Map.of());
    }
}
