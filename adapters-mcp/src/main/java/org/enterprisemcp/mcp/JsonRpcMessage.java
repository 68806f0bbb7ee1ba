package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One JSON-RPC 2.0 message from a client, its shape checked. MCP narrows JSON-RPC: ids are strings or integers, params objects. */
public sealed interface JsonRpcMessage {

    /** A call that wants an answer. */
    record Request(JsonNode id, String method, ObjectNode params) implements JsonRpcMessage {}

    /** A message that wants none. */
    record Notification(String method, ObjectNode params) implements JsonRpcMessage {}

    /**
     * An answer to a call of ours.
     *
     * @param id the id of that call
     * @param message the whole message, with either {@code result} or {@code error}
     */
    record Response(JsonNode id, ObjectNode message) implements JsonRpcMessage {}

    /**
     * Reads a message.
     *
     * @throws ProtocolRefusal when it is none
     */
    static JsonRpcMessage of(JsonNode node) {
        if (!(node instanceof ObjectNode message)) {
            throw ProtocolRefusal.invalidRequest(400, "A JSON-RPC message is a JSON object.");
        }
        JsonNode id = message.path("id");
        if (!message.path("jsonrpc").asText().equals("2.0")) {
            throw invalid(id, "jsonrpc must be \"2.0\".");
        }
        if (!message.has("method")) {
            return response(message, id);
        }
        if (!message.path("method").isTextual()) {
            throw invalid(id, "method must be a string.");
        }
        String method = message.path("method").textValue();
        if (!message.has("id")) {
            return new Notification(method, params(message, NullNode.getInstance()));
        }
        if (!isId(id)) {
            throw invalid(NullNode.getInstance(), "id must be a string or an integer.");
        }
        return new Request(id, method, params(message, id));
    }

    private static Response response(ObjectNode message, JsonNode id) {
        if (message.has("result") == message.has("error")) {
            throw invalid(id, "A message has a method, or it is a response with either result or error.");
        }
        if (!isId(id)) {
            throw invalid(NullNode.getInstance(), "id must be a string or an integer.");
        }
        return new Response(id, message);
    }

    private static ObjectNode params(ObjectNode message, JsonNode id) {
        return switch (message.get("params")) {
            case null -> JsonNodeFactory.instance.objectNode();
            case ObjectNode params -> params;
            default ->
                throw ProtocolRefusal.of(400, JsonRpcCodes.INVALID_PARAMS, id, "params must be an object.", Map.of());
        };
    }

    private static boolean isId(JsonNode id) {
        return id.isTextual() || (id.isIntegralNumber() && id.canConvertToLong());
    }

    private static ProtocolRefusal invalid(JsonNode id, String message) {
        JsonNode answerable = isId(id) ? id : NullNode.getInstance();
        return ProtocolRefusal.of(400, JsonRpcCodes.INVALID_REQUEST, answerable, message, Map.of());
    }
}
