package org.enterprisemcp.acceptance.conformance;

import io.helidon.webserver.WebServer;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Declarations;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.transport.Access;
import org.enterprisemcp.mcp.transport.HttpOptions;
import org.enterprisemcp.mcp.transport.McpHttp;

/** The product's own endpoint, with what the suites ask for in the place of a business system. */
final class FixtureServer implements AutoCloseable {

    private static final int MAX_BODY = 1024 * 1024;

    private final WebServer server;

    private FixtureServer(WebServer server) {
        this.server = server;
    }

    /** Starts it on this machine; on a free port, if that is 0. */
    static FixtureServer start(int port) {
        McpHttp endpoint = new McpHttp(
                new ServerIdentity("Conformance fixtures", "1.0.0"),
                catalog(),
                new HttpOptions(Set.of(), Set.of(), true, true, MAX_BODY),
                Access.open(),
                Clock.systemUTC());
        return new FixtureServer(WebServer.builder()
                .host("localhost")
                .port(port)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.register("/mcp", endpoint))
                .build()
                .start());
    }

    /** What the suites ask for. */
    static McpCatalog catalog() {
        List<McpTool> tools = Stream.of(ContentTools.all(), AskingTools.all(), InputRequiredTools.all())
                .flatMap(List::stream)
                .toList();
        McpCatalog catalog = new McpCatalog(new Declarations(
                "Fixtures of the official conformance suites.",
                tools,
                FixtureResources.all(),
                FixturePrompts.all(),
                true));
        ChangeTools.addTo(catalog);
        return catalog;
    }

    String url() {
        return "http://localhost:" + server.port() + "/mcp";
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
