package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;

/**
 * What a request of the stateless revisions says of itself in {@code params._meta} (2026-07-28, basic, "_meta").
 *
 * @param protocolVersion the revision that it is written in
 * @param clientCapabilities what its client can do
 * @param progressToken under which the client wants to hear of progress, if it does
 * @param json all of it
 */
public record RequestMeta(
        String protocolVersion, ObjectNode clientCapabilities, Optional<JsonNode> progressToken, ObjectNode json) {

    private static final String PREFIX = "io.modelcontextprotocol/";

    /** The key by which a message claims to be of the stateless revisions. */
    public static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";

    public static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
    public static final String CLIENT_INFO = PREFIX + "clientInfo";
    public static final String LOG_LEVEL = PREFIX + "logLevel";
    public static final String SERVER_INFO = PREFIX + "serverInfo";
    public static final String SUBSCRIPTION_ID = PREFIX + "subscriptionId";

    /** Ours: why something ended that might have gone on. */
    public static final String REASON = "org.enterprisemcp/reason";

    /**
     * The metadata of a request that has some.
     *
     * @throws ProtocolRefusal naming what is missing or of the wrong kind
     */
    static RequestMeta of(Request request) {
        List<String> problems = problems(request);
        if (!problems.isEmpty()) {
            throw ProtocolRefusal.of(
                    400,
                    JsonRpcCodes.INVALID_PARAMS,
                    request.id(),
                    "params._meta: " + String.join("; ", problems) + ".",
                    Map.of());
        }
        ObjectNode meta = (ObjectNode) request.params().path("_meta");
        return new RequestMeta(
                meta.path(PROTOCOL_VERSION).textValue(),
                (ObjectNode) meta.path(CLIENT_CAPABILITIES),
                Optional.ofNullable(meta.get("progressToken")),
                meta);
    }

    /** Whether a request has whole metadata. */
    static boolean isIn(Request request) {
        return problems(request).isEmpty();
    }

    /** A text among it that only says something if it is one. */
    public Optional<String> text(String key) {
        return Optional.of(json.path(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static List<String> problems(Request request) {
        List<String> problems = new ArrayList<>();
        JsonNode meta = request.params().path("_meta");
        if (!meta.path(PROTOCOL_VERSION).isTextual()) {
            problems.add(PROTOCOL_VERSION + " must be a string");
        }
        if (!meta.path(CLIENT_CAPABILITIES).isObject()) {
            problems.add(CLIENT_CAPABILITIES + " must be an object");
        }
        JsonNode info = meta.path(CLIENT_INFO);
        if (!isAbsent(info)
                && !(info.path("name").isTextual() && info.path("version").isTextual())) {
            problems.add(CLIENT_INFO + " must be an object with a name and a version");
        }
        JsonNode token = meta.path("progressToken");
        if (!(isAbsent(token) || token.isTextual() || token.isIntegralNumber())) {
            problems.add("progressToken must be a string or an integer");
        }
        return problems;
    }

    private static boolean isAbsent(JsonNode value) {
        return value instanceof MissingNode;
    }
}
