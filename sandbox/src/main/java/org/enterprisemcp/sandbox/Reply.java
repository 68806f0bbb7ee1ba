package org.enterprisemcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer that is not sent yet: a fault may still spoil it.
 *
 * @param status the status code
 * @param headers further headers
 * @param body the body as text; empty for none
 */
record Reply(int status, Map<String, String> headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(int status, JsonNode body) {
        return new Reply(status, Map.of(), body.toString());
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), "");
    }

    Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    /** An error the way business systems write them. */
    static Reply error(int status, String code, String message, Map<String, String> fields) {
        ObjectNode error = JSON.createObjectNode().put("code", code).put("message", message);
        if (!fields.isEmpty()) {
            ArrayNode list = error.putArray("fields");
            fields.forEach((field, what) -> list.addObject().put("field", field).put("message", what));
        }
        ObjectNode body = JSON.createObjectNode();
        body.set("error", error);
        return of(status, body);
    }
}
