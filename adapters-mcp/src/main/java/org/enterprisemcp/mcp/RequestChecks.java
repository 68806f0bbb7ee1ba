package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;

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
                throw refusal(request, ErrorCodes.INVALID_REQUEST, "This session is initialized already.");
            case McpSchema.METHOD_TOOLS_CALL -> checkToolCall(request);
            case McpSchema.METHOD_RESOURCES_READ -> checkResource(request);
            case McpSchema.METHOD_PROMPT_GET -> checkPrompt(request);
            case McpSchema.METHOD_LOGGING_SET_LEVEL -> checkLogLevel(request);
            default -> {}
        }
    }

    private void checkToolCall(Request request) {
        String name = request.params().path("name").asText();
        if (!catalog.tools().has(name)) {
            throw refusal(
                    request,
                    ErrorCodes.INVALID_PARAMS,
                    "params.name must be one of "
                            + String.join(", ", catalog.tools().names()) + ".");
        }
        checkArguments(request);
        JsonNode token = request.params().path("_meta").path("progressToken");
        if (!(token.isMissingNode() || token.isTextual() || token.isNumber())) {
            throw refusal(
                    request, ErrorCodes.INVALID_PARAMS, "params._meta.progressToken must be a string or a number.");
        }
    }

    private void checkResource(Request request) {
        if (catalog.resources().all().isEmpty()) {
            return;
        }
        JsonNode uri = request.params().path("uri");
        if (!uri.isTextual()) {
            throw refusal(request, ErrorCodes.INVALID_PARAMS, "params.uri must be a string.");
        }
        if (catalog.resources().find(uri.textValue()).isEmpty()) {
            throw ProtocolRefusal.of(
                    200,
                    ErrorCodes.RESOURCE_NOT_FOUND,
                    request.id(),
                    "There is no such resource; resources/list and resources/templates/list name those that there are.",
                    Map.of("uri", uri.textValue()));
        }
    }

    private void checkPrompt(Request request) {
        if (catalog.prompts().all().isEmpty()) {
            return;
        }
        checkArguments(request);
        Prompt prompt = catalog.prompts()
                .find(request.params().path("name").asText())
                .orElseThrow(() -> refusal(
                        request,
                        ErrorCodes.INVALID_PARAMS,
                        "params.name must be one of "
                                + String.join(
                                        ", ",
                                        catalog.prompts().all().stream()
                                                .map(Prompt::name)
                                                .toList())
                                + "."));
        Map<String, String> given = new HashMap<>();
        request.params().path("arguments").properties().forEach(argument -> {
            if (argument.getValue().isContainerNode()) {
                throw refusal(
                        request,
                        ErrorCodes.INVALID_PARAMS,
                        "params.arguments." + argument.getKey() + " must be a string.");
            }
            given.put(argument.getKey(), argument.getValue().asText(""));
        });
        List<String> missing = PromptCatalog.missing(prompt, given);
        if (!missing.isEmpty()) {
            throw refusal(
                    request, ErrorCodes.INVALID_PARAMS, "params.arguments lacks " + String.join(", ", missing) + ".");
        }
    }

    private static void checkArguments(Request request) {
        JsonNode arguments = request.params().path("arguments");
        if (!(arguments.isMissingNode() || arguments.isNull() || arguments.isObject())) {
            throw refusal(request, ErrorCodes.INVALID_PARAMS, "params.arguments must be an object.");
        }
    }

    private static void checkLogLevel(Request request) {
        String level = request.params().path("level").asText();
        for (LoggingLevel known : LoggingLevel.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(level)) {
                return;
            }
        }
        throw refusal(request, ErrorCodes.INVALID_PARAMS, "params.level must be a level of RFC 5424, in lower case.");
    }

    /** The refusal of a request by its id. */
    static ProtocolRefusal refusal(Request request, int code, String message) {
        return ProtocolRefusal.of(200, code, request.id(), message, Map.of());
    }
}
