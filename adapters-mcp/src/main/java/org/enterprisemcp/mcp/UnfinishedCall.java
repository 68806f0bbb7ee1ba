package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;

/** Why a call is answered before it has come to its end. What it has done by then, nobody can say. */
public enum UnfinishedCall {
    /** The server must end. */
    STOPPING("The server stops, and this call had not ended yet. Look whether it was done before you repeat it."),

    /** Platforms would cut its connection. */
    TOO_LONG("This call took too long and was ended. Look whether it was done before you repeat it."),

    /** Something of ours broke where it should not. */
    MISTAKE("The server made a mistake. Look whether the call was done before you repeat it.");

    private final String message;

    UnfinishedCall(String message) {
        this.message = message;
    }

    /** The JSON-RPC error response to a request. */
    public Map<String, Object> body(Request request) {
        return body(request.id());
    }

    /** The same, by the request's id. */
    public Map<String, Object> body(JsonNode id) {
        return ProtocolRefusal.of(200, JsonRpcCodes.INTERNAL_ERROR, id, message, Map.of())
                .body();
    }
}
