package org.enterprisemcp.sandbox.plain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.Reply;

/** A request that is not done, with the answer that says why. */
final class Refused extends RuntimeException {

    private final transient Reply reply;

    Refused(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    Refused(int status, String code, String message, Map<String, String> fields) {
        super(message, null, false, false);
        this.reply = error(status, code, message, fields);
    }

    Reply reply() {
        return reply;
    }

    /** An error the way business systems write them. */
    static Reply error(int status, String code, String message, Map<String, String> fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", message);
        if (!fields.isEmpty()) {
            ArrayNode list = error.putArray("fields");
            fields.forEach((field, what) -> list.addObject().put("field", field).put("message", what));
        }
        return Reply.of(status, body);
    }
}
