package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;

/** The endpoint on a free port, in front of an upstream in memory. The header {@code X-Test-User} says who calls. */
final class TestServer implements AutoCloseable {

    static final ServerIdentity IDENTITY = new ServerIdentity("Test MCP", "1.2.3");
    static final int MAX_BODY = 64 * 1024;

    final FakeUpstream upstream = new FakeUpstream();
    final MutableClock clock = new MutableClock();
    private final WebServer server;

    TestServer() {
        this(new HttpOptions(Set.of("mcp.example.com"), Set.of("https://app.example.com"), true, true, MAX_BODY));
    }

    TestServer(HttpOptions options) {
        server = server(options, TestCatalog.of(upstream, clock));
    }

    /** A server in front of an upstream that can do more than the plain one. */
    TestServer(Upstream capable, ToolSelection selection) {
        HttpOptions options = new HttpOptions(Set.of(), Set.of(), true, true, MAX_BODY);
        server = server(options, TestCatalog.of(capable, selection, clock));
    }

    /** Whoever the headers {@code X-Test-User} and {@code X-Test-Scopes} say. */
    private static Caller caller(ServerRequest request) {
        Set<Scope> scopes = RequestGuards.header(request.headers(), HeaderNames.create("X-Test-Scopes"))
                .map(value -> Stream.of(value.split(" ", -1)).map(Scope::new).collect(Collectors.toSet()))
                .orElse(Scope.ALL);
        return RequestGuards.header(request.headers(), HeaderNames.create("X-Test-User"))
                .map(user -> new Caller(user, scopes, Optional.empty(), new SignIn.None()))
                .orElse(Caller.anonymous());
    }

    private WebServer server(HttpOptions options, McpCatalog catalog) {
        McpHttp endpoint = new McpHttp(
                IDENTITY,
                catalog,
                options,
                new Access(
                        TestServer::caller,
                        needed -> "Bearer needs "
                                + new TreeSet<>(
                                        needed.stream().map(Scope::value).toList())),
                clock);
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.register("/mcp", endpoint))
                .build()
                .start();
    }

    McpProbe probe() {
        return new McpProbe(port());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
