package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.webserver.WebServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.mcp.catalog.Declarations;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ResourceContents;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;

/** The endpoint in front of a catalog that changes and whose tools a test declares, with one resource. */
final class SessionServer implements AutoCloseable {

    static final String RESOURCE = "test://one";

    final MutableClock clock = new MutableClock();
    final McpCatalog catalog;
    private final McpHttp endpoint;
    private final WebServer server;

    SessionServer(McpTool... tools) {
        catalog = new McpCatalog(new Declarations("Test.", List.of(tools), List.of(resource()), List.of(), true));
        endpoint = new McpHttp(
                TestServer.IDENTITY,
                catalog,
                new HttpOptions(Set.of(), Set.of(), true, true, TestServer.MAX_BODY),
                Access.open(),
                clock);
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.register("/mcp", endpoint))
                .build()
                .start();
    }

    /** A tool without arguments. */
    static McpTool tool(String name, McpTool.Handler handler) {
        return McpTool.of(name, "A test.", JsonNodeFactory.instance.objectNode().put("type", "object"), handler);
    }

    private static McpResource resource() {
        return McpResource.of(
                RESOURCE,
                "one",
                "A test.",
                "text/plain",
                (caller, request, context) ->
                        Reply.complete(List.of(new ResourceContents.Text(request.uri(), "text/plain", "one"))));
    }

    int port() {
        return server.port();
    }

    McpProbe probe() {
        return new McpProbe(port());
    }

    /** The headers of a new session. */
    Map<String, String> session(String revision) {
        McpProbe probe = probe();
        String id = probe.post(probe.message("initialize", McpProbe.initializeParams(revision)))
                .header("Mcp-Session-Id")
                .orElseThrow();
        return new HashMap<>(Map.of("Mcp-Session-Id", id, "MCP-Protocol-Version", revision));
    }

    /** A client of that session. */
    McpProbe probe(Map<String, String> session) {
        McpProbe probe = probe();
        session.forEach(probe::with);
        return probe;
    }

    /** A tool call. */
    static Map<String, Object> call(int id, String tool, Map<String, Object> meta) {
        return Map.of(
                "jsonrpc", "2.0", "id", id, "method", "tools/call", "params", Map.of("name", tool, "_meta", meta));
    }

    /** Names of tools on a page of the list. */
    static List<String> names(JsonNode tools) {
        List<String> names = new ArrayList<>();
        tools.forEach(tool -> names.add(tool.path("name").asText()));
        return names;
    }

    /** Ends what listens, as a server does that stops. */
    void stopListening() {
        endpoint.close();
    }

    @Override
    public void close() {
        endpoint.close();
        server.stop();
    }
}
