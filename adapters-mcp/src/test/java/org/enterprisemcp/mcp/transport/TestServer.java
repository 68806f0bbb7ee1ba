package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
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
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingRequests;

/** The endpoint on a free port, in front of an upstream in memory. The header {@code X-Test-User} says who calls. */
final class TestServer implements AutoCloseable {

    static final ServerIdentity IDENTITY = new ServerIdentity("Test MCP", "1.2.3");
    static final int MAX_BODY = 64 * 1024;

    final FakeUpstream upstream = new FakeUpstream();
    final MutableClock clock = new MutableClock();
    final RecordingRequests requests = new RecordingRequests();
    /** Whoever the headers say calls, and refusals that name what is missing. */
    static final Access ACCESS = new Access(
            TestServer::caller,
            needed -> "Bearer needs "
                    + new TreeSet<>(needed.stream().map(Scope::value).toList()));

    private static final HttpOptions LOOPBACK = new HttpOptions(Set.of(), Set.of(), true, true, MAX_BODY);
    private static final Duration LONG = Duration.ofMinutes(10);

    final McpHttp endpoint;
    private final WebServer server;

    TestServer() {
        this(new HttpOptions(Set.of("mcp.example.com"), Set.of("https://app.example.com"), true, true, MAX_BODY));
    }

    TestServer(HttpOptions options) {
        endpoint = endpoint(options, TestCatalog.of(upstream, clock), LONG);
        server = server(endpoint);
    }

    /** A server in front of an upstream that can do more than the plain one. */
    TestServer(Upstream capable, ToolSelection selection) {
        endpoint = endpoint(LOOPBACK, TestCatalog.of(capable, selection, clock), LONG);
        server = server(endpoint);
    }

    /**
     * A server of anything.
     *
     * @param everyBeat how long an answer may be silent
     */
    TestServer(McpCatalog catalog, Duration everyBeat) {
        endpoint = endpoint(LOOPBACK, catalog, everyBeat);
        server = server(endpoint);
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

    private McpHttp endpoint(HttpOptions options, McpCatalog catalog, Duration everyBeat) {
        return new McpHttp(IDENTITY, catalog, options, ACCESS, ModernOptions.alone(), requests, clock, everyBeat, LONG);
    }

    private static WebServer server(McpHttp endpoint) {
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

    ModernProbe modern() {
        return new ModernProbe(port());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        endpoint.close();
        server.stop();
    }
}
