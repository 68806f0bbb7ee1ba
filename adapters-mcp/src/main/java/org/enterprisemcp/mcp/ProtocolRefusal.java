package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.domain.token.Scope;

/**
 * A message that is refused before any tool sees it. Carries the HTTP status and the JSON-RPC error; on stdio only the latter is
 * used. The message says what is wrong and how to mend it, and never quotes the input.
 */
public final class ProtocolRefusal extends RuntimeException {

    private final int status;
    private final int code;
    private final transient JsonNode id;
    private final transient Map<String, Object> data;
    private final transient Set<Scope> needed;

    private ProtocolRefusal(
            int status, int code, String message, JsonNode id, Map<String, Object> data, Set<Scope> needed) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.id = id;
        this.data = data;
        this.needed = needed;
    }

    /** Not JSON at all. */
    public static ProtocolRefusal malformed(String message) {
        return new ProtocolRefusal(400, JsonRpcCodes.PARSE_ERROR, message, NullNode.getInstance(), Map.of(), Set.of());
    }

    /** JSON, but no message that this server may be sent. */
    public static ProtocolRefusal invalidRequest(int status, String message) {
        return new ProtocolRefusal(
                status, JsonRpcCodes.INVALID_REQUEST, message, NullNode.getInstance(), Map.of(), Set.of());
    }

    /**
     * A message that can be answered by its id.
     *
     * @param id the id; a missing one is left out of the answer
     */
    public static ProtocolRefusal of(int status, int code, JsonNode id, String message, Map<String, Object> data) {
        return new ProtocolRefusal(status, code, message, id, data, Set.of());
    }

    /** A request that the caller's token does not allow. */
    public static ProtocolRefusal insufficientScope(Set<Scope> needed, JsonNode id, String message) {
        return new ProtocolRefusal(403, JsonRpcCodes.INVALID_REQUEST, message, id, Map.of(), needed);
    }

    /** The scopes that the caller would need; empty where that is not what is wrong. */
    public Set<Scope> needed() {
        return needed;
    }

    /** The code of the JSON-RPC error. */
    public int code() {
        return code;
    }

    public int status() {
        return status;
    }

    /** The JSON-RPC error response. */
    public Map<String, Object> body() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", getMessage());
        if (!data.isEmpty()) {
            error.put("data", data);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("jsonrpc", "2.0");
        if (!id.isMissingNode()) {
            body.put("id", id);
        }
        body.put("error", error);
        return body;
    }
}
