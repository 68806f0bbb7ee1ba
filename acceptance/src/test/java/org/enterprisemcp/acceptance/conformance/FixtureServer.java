package org.enterprisemcp.acceptance.conformance;

import io.helidon.webserver.WebServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Declarations;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.mcp.modern.StateSeal;
import org.enterprisemcp.mcp.modern.TaskOptions;
import org.enterprisemcp.mcp.transport.Access;
import org.enterprisemcp.mcp.transport.HttpOptions;
import org.enterprisemcp.mcp.transport.McpHttp;
import org.enterprisemcp.testkit.FakeStateStore;

/** The product's own endpoint, with what the suites ask for in the place of a business system. */
final class FixtureServer implements AutoCloseable {

    private static final int MAX_BODY = 1024 * 1024;

    private final WebServer server;

    private FixtureServer(WebServer server) {
        this.server = server;
    }

    /** Starts it on this machine; on a free port, if that is 0. */
    static FixtureServer start(int port) {
        Clock clock = Clock.systemUTC();
        McpHttp endpoint = new McpHttp(
                new ServerIdentity("Conformance fixtures", "1.0.0"),
                catalog(),
                new HttpOptions(Set.of(), Set.of(), true, true, MAX_BODY),
                Access.open(),
                new ModernOptions(
                        StateSeal.ephemeral(), Optional.of(new TaskOptions(new FakeStateStore(clock), Duration.ZERO))),
                RequestObserver.none(),
                clock);
        WebServer server = WebServer.builder()
                .host("localhost")
                .port(port)
                .shutdownHook(false)
                // Security on the class path is for operators' logins only; here it would warn that it has nothing to
                // do.
                .featuresDiscoverServices(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.register("/mcp", endpoint))
                .build()
                .start();
        // A port that is taken is no exception to this web server, it only does not run.
        if (!server.isRunning()) {
            throw new IllegalStateException("port " + port + " cannot be used; is another server running there?");
        }
        return new FixtureServer(server);
    }

    /** What the suites ask for. */
    static McpCatalog catalog() {
        List<McpTool> tools = Stream.of(
                        ContentTools.all(), AskingTools.all(), InputRequiredTools.all(), TaskTools.all())
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
