package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;

/**
 * Whether the headers say what the body says (2026-07-28, basic/transports/streamable-http, "Server Validation"): whoever looks at
 * the headers only must not be deceived.
 */
final class HeaderChecks {

    private static final String VERSION = "MCP-Protocol-Version";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    private HeaderChecks() {}

    /** Refuses a request that lacks a header or contradicts one. That the first two agree was seen when it was classified. */
    static void check(Request request, RequestHeaders headers) {
        if (headers.value(VERSION).isEmpty()) {
            throw missing(request, VERSION);
        }
        if (headers.value(METHOD).isEmpty()) {
            throw missing(request, METHOD);
        }
        nameOf(request).ifPresent(name -> checkName(request, name, headers));
    }

    /** Refuses a call whose arguments are not those that its headers tell of. */
    static void check(Request request, ToolHeaders tool, RequestHeaders headers) {
        tool.mismatch(request.params().path("arguments"), headers).ifPresent(name -> {
            throw mismatch(
                    request,
                    name + " must say what the argument says, and be left out where that is; tools/list tells which"
                            + " arguments have a header.");
        });
    }

    private static void checkName(Request request, JsonNode name, RequestHeaders headers) {
        Optional<String> written = headers.value(NAME);
        if (!name.isTextual()) {
            // What is no name is refused as a parameter, unless a header gives it one.
            if (written.isPresent()) {
                throw mismatch(request, NAME + " is there, but the body names nothing.");
            }
            return;
        }
        if (written.isEmpty()) {
            throw missing(request, NAME);
        }
        if (written.flatMap(HeaderValue::decoded)
                .filter(name.textValue()::equals)
                .isEmpty()) {
            throw mismatch(request, NAME + " is not what the body names.");
        }
    }

    private static Optional<JsonNode> nameOf(Request request) {
        return switch (request.method()) {
            case "tools/call", "prompts/get" -> Optional.of(request.params().path("name"));
            case "resources/read" -> Optional.of(request.params().path("uri"));
            case "tasks/get", "tasks/update", "tasks/cancel" ->
                Optional.of(request.params().path("taskId"));
            default -> Optional.empty();
        };
    }

    private static ProtocolRefusal missing(Request request, String header) {
        return mismatch(request, "The header " + header + " is missing.");
    }

    private static ProtocolRefusal mismatch(Request request, String message) {
        return ProtocolRefusal.of(400, JsonRpcCodes.HEADER_MISMATCH, request.id(), message, Map.of());
    }
}
