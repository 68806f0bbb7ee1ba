package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.JsonRpcMessage.Notification;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.JsonRpcMessage.Response;

/**
 * Which protocol era a message belongs to: the one place that knows revisions by their dates. The body decides, the
 * {@code MCP-Protocol-Version} header helps where the body is silent.
 */
public final class Revisions {

    /** The revision whose sessions may send JSON-RPC batches (2025-03-26, basic/transports). */
    public static final String WITH_BATCHES = "2025-03-26";

    /** Revisions with an initialize handshake, oldest first; the last one is offered to clients that ask for an unknown one. */
    public static final List<String> LEGACY = List.of("2024-11-05", WITH_BATCHES, "2025-06-18", "2025-11-25");

    private static final String FIRST_STATELESS = "2026-07-28";
    private static final String VERSION_CLAIM = "io.modelcontextprotocol/protocolVersion";
    private static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;
    private static final int MAX_BATCH = 100;

    /**
     * Messages of the era with sessions.
     *
     * @param messages at least one
     * @param batch whether they came as a JSON array
     */
    public record Legacy(List<JsonRpcMessage> messages, boolean batch) {

        public Legacy {
            messages = List.copyOf(messages);
        }

        /** The initialize request, if that is what was sent. */
        public Optional<Request> initialize() {
            return !batch
                            && messages.getFirst() instanceof Request request
                            && request.method().equals("initialize")
                    ? Optional.of(request)
                    : Optional.empty();
        }
    }

    private Revisions() {}

    /**
     * The messages of a body that belongs to the legacy era.
     *
     * @param versionHeader the {@code MCP-Protocol-Version} header; always empty on stdio
     * @throws ProtocolRefusal for a message of the stateless era, which this server does not speak, and for no message at all
     */
    public static Legacy classify(JsonNode body, Optional<String> versionHeader) {
        if (body.isArray()) {
            return new Legacy(batch(body), true);
        }
        JsonRpcMessage message = JsonRpcMessage.of(body);
        claimOf(message)
                .or(() -> versionHeader.filter(version -> isStateless(version) && !(message instanceof Response)))
                .ifPresent(version -> refuseStateless(message, version));
        return new Legacy(List.of(message), false);
    }

    /** Refuses a {@code MCP-Protocol-Version} header that names no revision of this server (2025-06-18, basic/transports). */
    public static void checkHeader(Optional<String> versionHeader) {
        versionHeader.filter(version -> !LEGACY.contains(version)).ifPresent(version -> {
            throw ProtocolRefusal.invalidRequest(
                    400, "MCP-Protocol-Version must be one of " + String.join(", ", LEGACY) + ".");
        });
    }

    private static List<JsonRpcMessage> batch(JsonNode body) {
        if (body.isEmpty() || body.size() > MAX_BATCH) {
            throw ProtocolRefusal.invalidRequest(400, "A batch holds 1 to " + MAX_BATCH + " messages.");
        }
        List<JsonRpcMessage> messages = new ArrayList<>(body.size());
        for (JsonNode element : body) {
            JsonRpcMessage message = JsonRpcMessage.of(element);
            if (claimOf(message).isPresent()) {
                throw ProtocolRefusal.invalidRequest(400, "Revision " + FIRST_STATELESS + " knows no batches.");
            }
            messages.add(message);
        }
        return messages;
    }

    private static Optional<String> claimOf(JsonRpcMessage message) {
        return switch (message) {
            case Request request -> claim(request.params());
            case Notification notification -> claim(notification.params());
            case Response response -> Optional.empty();
        };
    }

    private static Optional<String> claim(JsonNode params) {
        return Optional.ofNullable(params.path("_meta").get(VERSION_CLAIM)).map(JsonNode::asText);
    }

    private static boolean isStateless(String version) {
        return version.compareTo(FIRST_STATELESS) >= 0;
    }

    private static void refuseStateless(JsonRpcMessage message, String requested) {
        JsonNode id = message instanceof Request request ? request.id() : NullNode.getInstance();
        throw ProtocolRefusal.of(
                400,
                UNSUPPORTED_PROTOCOL_VERSION,
                id,
                "This server speaks the revisions with an initialize handshake; begin with initialize.",
                Map.of("supported", LEGACY, "requested", requested));
    }
}
