package org.enterprisemcp.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bare MCP client over HTTP that says exactly what a test tells it to say. It knows the handshake of the revisions with
 * sessions, so that a test can begin where it gets interesting.
 */
public final class McpProbe {

    private static final byte[] NO_BODY = {};

    private final ObjectMapper json = new ObjectMapper();
    private final RawHttp http;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    /** A client of the endpoint {@code /mcp} of a server on this machine. */
    public McpProbe(int port) {
        this(port, "/mcp");
    }

    /** A client of another path. */
    public McpProbe(int port, String path) {
        this.http = new RawHttp(port);
        this.path = path;
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
    }

    /** Sends this header with every further request; an empty value leaves the header out. */
    public McpProbe with(String header, String value) {
        if (value.isEmpty()) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    /** Opens a session in a revision and keeps its id. */
    public McpProbe open(String revision) {
        HttpReply reply = post(message("initialize", initializeParams(revision)));
        if (reply.status() != 200) {
            throw new AssertionError("initialize: " + reply.status() + " " + reply.text());
        }
        with("Mcp-Session-Id", reply.header("Mcp-Session-Id").orElseThrow());
        with("MCP-Protocol-Version", reply.json().at("/result/protocolVersion").asText());
        post(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        return this;
    }

    /** The parameters of an initialize request. */
    public static Map<String, Object> initializeParams(String revision) {
        return Map.of(
                "protocolVersion", revision,
                "capabilities", Map.of(),
                "clientInfo", Map.of("name", "probe", "version", "1"));
    }

    /** A JSON-RPC request with the next id. */
    public Map<String, Object> message(String method, Map<String, Object> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", lastId.incrementAndGet());
        message.put("method", method);
        message.put("params", params);
        return message;
    }

    /** Sends a request and brings the whole JSON-RPC answer. */
    public JsonNode request(String method, Map<String, Object> params) {
        return answer(post(message(method, params)));
    }

    /** Whoever has to wait gets a stream that is kept alive; the answer is its last event. */
    private static JsonNode answer(HttpReply reply) {
        int last = reply.text().lastIndexOf("\ndata:");
        return last < 0 || !reply.header("Content-Type").orElse("").startsWith("text/event-stream")
                ? reply.json()
                : new HttpReply(reply.status(), reply.headers(), reply.text().substring(last + "\ndata:".length()))
                        .json();
    }

    /** Calls a tool and brings its result: {@code content}, {@code structuredContent}, {@code isError}. */
    public JsonNode call(String tool, Map<String, Object> arguments) {
        JsonNode answer = request("tools/call", Map.of("name", tool, "arguments", arguments));
        if (!answer.has("result")) {
            throw new AssertionError("tools/call " + tool + ": " + answer);
        }
        return answer.path("result");
    }

    /** Sends a body made of plain values. */
    public HttpReply post(Object body) {
        try {
            return post(json.writeValueAsBytes(body));
        } catch (JsonProcessingException unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    /** Sends a body as it is written here. */
    public HttpReply post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body byte by byte. */
    public HttpReply post(byte[] body) {
        return http.send("POST", path, headers, body);
    }

    /** Sends a request without a body by any method. */
    public HttpReply send(String method) {
        return http.send(method, path, headers, NO_BODY);
    }
}
