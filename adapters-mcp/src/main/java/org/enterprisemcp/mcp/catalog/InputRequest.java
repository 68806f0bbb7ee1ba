package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Something that only the client can answer.
 *
 * @param method {@code elicitation/create}, {@code sampling/createMessage} or {@code roots/list}
 * @param params its parameters
 */
public record InputRequest(String method, ObjectNode params) {

    private static final String ELICITATION = "elicitation/create";
    private static final String SAMPLING = "sampling/createMessage";
    private static final String ROOTS = "roots/list";

    public InputRequest {
        if (!Set.of(ELICITATION, SAMPLING, ROOTS).contains(method)) {
            throw new IllegalArgumentException("no request that a client answers: " + method);
        }
    }

    /** Asks the user to fill in a form. */
    public static InputRequest elicitation(String message, ObjectNode requestedSchema) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("message", message);
        params.set("requestedSchema", requestedSchema);
        return new InputRequest(ELICITATION, params);
    }

    /** Asks the client's model. */
    public static InputRequest sampling(String text, int maxTokens) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putArray("messages")
                .addObject()
                .put("role", "user")
                .putObject("content")
                .put("type", "text")
                .put("text", text);
        return new InputRequest(SAMPLING, params.put("maxTokens", maxTokens));
    }

    /** Asks which folders the client works in. */
    public static InputRequest roots() {
        return new InputRequest(ROOTS, JsonNodeFactory.instance.objectNode());
    }

    /** What a client that can answer is capable of. */
    ClientCapabilities needs() {
        return switch (method) {
            case ELICITATION ->
                ClientCapabilities.elicitation(params.path("mode").asText("form"));
            case SAMPLING ->
                params.has("tools") ? ClientCapabilities.of("sampling", "tools") : ClientCapabilities.of("sampling");
            default -> ClientCapabilities.of("roots");
        };
    }
}
