package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;

/** A client of the stateless revision that does everything as it should, but for what a test tells it to do otherwise. */
final class ModernProbe {

    static final String REVISION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final Set<String> COMMON = Set.of("progressToken", "traceparent", "tracestate", "baggage");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final ObjectNode meta = JSON.createObjectNode();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int lastId;

    ModernProbe(int port) {
        this.port = port;
        meta.put(PREFIX + "protocolVersion", REVISION);
        meta.putObject(PREFIX + "clientCapabilities");
    }

    /** Puts something into the metadata of every further request, as JSON; an empty text takes it out. */
    ModernProbe meta(String key, String json) {
        String name = COMMON.contains(key) ? key : PREFIX + key;
        if (json.isEmpty()) {
            meta.remove(name);
        } else {
            meta.set(name, json(json));
        }
        return this;
    }

    /** Sends a header with every further request; an empty value leaves it out. */
    ModernProbe with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Sends a request, its params written with single quotes, and brings the whole answer. */
    HttpReply send(String method, String params) {
        McpProbe http = new McpProbe(port);
        headers(method, json(params)).forEach(http::with);
        return http.post(message(method, params).toString());
    }

    /** Sends a request and brings the result. */
    JsonNode result(String method, String params) {
        HttpReply reply = send(method, params);
        if (reply.status() != 200 || !reply.json().has("result")) {
            throw new AssertionError(method + ": " + reply.status() + " " + reply.text());
        }
        return reply.json().path("result");
    }

    /** Calls a tool and brings the result. */
    JsonNode call(String tool, String arguments) {
        return result("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
    }

    /** Sends a request whose answer is read as it comes. */
    EventReader listen(String method, String params) {
        return new EventReader(
                port, headers(method, json(params)), message(method, params).toString());
    }

    /** The messages of an answer that came as a stream. */
    static List<JsonNode> events(HttpReply reply) {
        return reply.text()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> json(line.substring("data: ".length())))
                .collect(Collectors.toList());
    }

    ObjectNode message(String method, String params) {
        ObjectNode message = JSON.createObjectNode();
        message.put("jsonrpc", "2.0").put("id", ++lastId).put("method", method);
        ObjectNode written = (ObjectNode) json(params);
        message.set("params", written);
        if (!meta.isEmpty()) {
            written.set("_meta", meta.deepCopy());
        }
        return message;
    }

    private Map<String, String> headers(String method, JsonNode params) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("MCP-Protocol-Version", REVISION);
        all.put("Mcp-Method", method);
        for (String name : List.of("name", "uri")) {
            if (params.path(name).isTextual()) {
                all.put("Mcp-Name", params.path(name).textValue());
            }
        }
        all.putAll(headers);
        return all;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException mistyped) {
            throw new AssertionError(text, mistyped);
        }
    }
}
