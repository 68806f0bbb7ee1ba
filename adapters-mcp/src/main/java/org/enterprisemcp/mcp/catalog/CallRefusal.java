package org.enterprisemcp.mcp.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.mcp.JsonRpcCodes;

/** A call that is answered with a JSON-RPC error, not with a result. What it says reaches the client. */
public final class CallRefusal extends RuntimeException {

    private final int code;
    private final transient Map<String, Object> data;

    /**
     * A refusal.
     *
     * @param code a code of JSON-RPC or MCP
     * @param message what is wrong and how to mend it
     * @param data for programs; may be empty
     */
    public CallRefusal(int code, String message, Map<String, Object> data) {
        super(message, null, false, false);
        this.code = code;
        this.data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** For parameters that cannot be. */
    public static CallRefusal invalidParams(String message) {
        return new CallRefusal(JsonRpcCodes.INVALID_PARAMS, message, Map.of());
    }

    /** For a resource that does not exist. */
    public static CallRefusal noSuchResource(String uri) {
        return new CallRefusal(
                JsonRpcCodes.RESOURCE_NOT_FOUND,
                "There is no such resource; resources/list and resources/templates/list name those that there are.",
                Map.of("uri", uri));
    }

    /** For a client that cannot do what the call takes. */
    public static CallRefusal missingCapabilities(ClientCapabilities missing) {
        return new CallRefusal(
                JsonRpcCodes.MISSING_REQUIRED_CLIENT_CAPABILITY,
                "This takes a client with the capabilities in requiredCapabilities.",
                Map.of("requiredCapabilities", missing.json()));
    }

    public int code() {
        return code;
    }

    public Map<String, Object> data() {
        return data;
    }

    /** The message, which is never absent here. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
