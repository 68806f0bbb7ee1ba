package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.mcp.JsonRpcMessage.Notification;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.JsonRpcMessage.Response;

/**
 * Which protocol era a message belongs to: the one place that knows revisions by their dates. The body decides; the headers are
 * heard where it is silent, and must not contradict it where it is not.
 */
public final class Revisions {

    /** The revision whose sessions may send JSON-RPC batches (2025-03-26, basic/transports). */
    public static final String WITH_BATCHES = "2025-03-26";

    /** Revisions with an initialize handshake, oldest first; the last one is offered to clients that ask for an unknown one. */
    public static final List<String> LEGACY = List.of("2024-11-05", WITH_BATCHES, "2025-06-18", "2025-11-25");

    /** Revisions in which every request stands for itself, newest first. */
    public static final List<String> MODERN = List.of("2026-07-28");

    private static final String FIRST_MODERN = "2026-07-28";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int MAX_BATCH = 100;

    /**
     * What the headers of an HTTP request say of the message in it.
     *
     * @param version {@code MCP-Protocol-Version}
     * @param method {@code Mcp-Method}
     */
    public record Hints(Optional<String> version, Optional<String> method) {

        /** Where there are no headers. */
        public static Hints none() {
            return new Hints(Optional.empty(), Optional.empty());
        }

        private Optional<String> modernVersion() {
            return version.filter(Revisions::isModern);
        }
    }

    /** What was sent, by its era. */
    public sealed interface Classified {}

    /**
     * Messages of the era with sessions.
     *
     * @param messages at least one
     * @param batch whether they came as a JSON array
     */
    public record Legacy(List<JsonRpcMessage> messages, boolean batch) implements Classified {

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

    /** A request of the era without sessions. */
    public record Modern(Request request, RequestMeta meta) implements Classified {}

    /** A notification of the era without sessions. */
    public record ModernNotification(Notification notification) implements Classified {}

    private Revisions() {}

    /**
     * The era of a body, and its messages.
     *
     * @throws ProtocolRefusal for what is no message, and for a message whose parts disagree about the era
     */
    public static Classified classify(JsonNode body, Hints hints) {
        if (body.isArray()) {
            return new Legacy(batch(body), true);
        }
        JsonRpcMessage message = JsonRpcMessage.of(body);
        return switch (message) {
            case Response response -> legacy(response);
            case Request request -> request(request, hints);
            case Notification notification -> notification(notification, hints);
        };
    }

    /**
     * The messages of a body that came where there are only sessions: whatever they claim, they belong to one.
     *
     * @throws ProtocolRefusal for what is no message
     */
    public static Legacy withSession(JsonNode body) {
        return body.isArray() ? new Legacy(batch(body), true) : legacy(JsonRpcMessage.of(body));
    }

    /** Refuses a {@code MCP-Protocol-Version} header that names no revision with sessions (2025-06-18, basic/transports). */
    public static void checkHeader(Optional<String> versionHeader) {
        versionHeader.filter(version -> !LEGACY.contains(version)).ifPresent(version -> {
            throw ProtocolRefusal.invalidRequest(
                    400, "MCP-Protocol-Version must be one of " + String.join(", ", LEGACY) + ".");
        });
    }

    private static Classified request(Request request, Hints hints) {
        if (request.method().equals("initialize") && !(RequestMeta.isIn(request) && claimsModern(request))) {
            if (hints.modernVersion().isPresent()) {
                throw mismatch(
                        request.id(),
                        "MCP-Protocol-Version names a revision without initialize, but the body is an initialize.");
            }
            return legacy(request);
        }
        if (claim(request.params()).isPresent()) {
            RequestMeta meta = RequestMeta.of(request);
            checkAgree(request.id(), meta.protocolVersion(), request.method(), hints);
            return new Modern(request, meta);
        }
        if (hints.modernVersion().isPresent()) {
            // Refuses: the claim is missing, and maybe more.
            return new Modern(request, RequestMeta.of(request));
        }
        return legacy(request);
    }

    private static Classified notification(Notification notification, Hints hints) {
        Optional<JsonNode> claim = claim(notification.params());
        if (claim.isPresent()) {
            if (!claim.get().isTextual()) {
                throw ProtocolRefusal.of(
                        400,
                        JsonRpcCodes.INVALID_PARAMS,
                        MissingNode.getInstance(),
                        "params._meta: " + RequestMeta.PROTOCOL_VERSION + " must be a string.",
                        Map.of());
            }
            checkAgree(MissingNode.getInstance(), claim.get().textValue(), notification.method(), hints);
            return new ModernNotification(notification);
        }
        if (hints.modernVersion().isPresent()) {
            checkMethod(MissingNode.getInstance(), notification.method(), hints);
            return new ModernNotification(notification);
        }
        return legacy(notification);
    }

    private static Legacy legacy(JsonRpcMessage message) {
        return new Legacy(List.of(message), false);
    }

    private static void checkAgree(JsonNode id, String version, String method, Hints hints) {
        if (hints.version().filter(header -> !header.equals(version)).isPresent()) {
            throw mismatch(id, "MCP-Protocol-Version is not the revision that params._meta names.");
        }
        checkMethod(id, method, hints);
    }

    private static void checkMethod(JsonNode id, String method, Hints hints) {
        if (hints.method().filter(header -> !header.equals(method)).isPresent()) {
            throw mismatch(id, "Mcp-Method is not the method of the body.");
        }
    }

    private static List<JsonRpcMessage> batch(JsonNode body) {
        if (body.isEmpty() || body.size() > MAX_BATCH) {
            throw ProtocolRefusal.invalidRequest(400, "A batch holds 1 to " + MAX_BATCH + " messages.");
        }
        List<JsonRpcMessage> messages = new ArrayList<>(body.size());
        for (JsonNode element : body) {
            JsonRpcMessage message = element(element);
            if (carriesClaim(message)) {
                throw ProtocolRefusal.invalidRequest(400, "Revision " + FIRST_MODERN + " knows no batches.");
            }
            messages.add(message);
        }
        return messages;
    }

    private static JsonRpcMessage element(JsonNode element) {
        try {
            return JsonRpcMessage.of(element);
        } catch (ProtocolRefusal none) {
            throw ProtocolRefusal.invalidRequest(400, "In the batch: " + none.getMessage());
        }
    }

    private static boolean carriesClaim(JsonRpcMessage message) {
        return switch (message) {
            case Request request -> claim(request.params()).isPresent();
            case Notification notification -> claim(notification.params()).isPresent();
            case Response response -> false;
        };
    }

    private static boolean claimsModern(Request request) {
        return claim(request.params())
                .filter(version -> isModern(version.asText()))
                .isPresent();
    }

    private static Optional<JsonNode> claim(JsonNode params) {
        return Optional.ofNullable(params.path("_meta").get(RequestMeta.PROTOCOL_VERSION));
    }

    private static boolean isModern(String version) {
        return DATE.matcher(version).matches() && version.compareTo(FIRST_MODERN) >= 0;
    }

    private static ProtocolRefusal mismatch(JsonNode id, String message) {
        return ProtocolRefusal.of(400, JsonRpcCodes.HEADER_MISMATCH, id, message, Map.of());
    }
}
