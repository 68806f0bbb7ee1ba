package org.enterprisemcp.mcp.transport;

import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.mcp.catalog.Declarations;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingRequests;

/** All HTTP endpoints in front of tools that take their time: one can be interrupted, one cannot. */
final class StreamServer implements AutoCloseable {

    private static final HttpOptions OPTIONS = new HttpOptions(Set.of(), Set.of(), true, true, TestServer.MAX_BODY);

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final McpHttp http;
    final SseHttp sse;
    private final WebServer server;

    StreamServer(Duration everyBeat, Duration longest) {
        RecordingRequests requests = new RecordingRequests();
        McpCatalog catalog = new McpCatalog(new Declarations(
                "Test.",
                List.of(
                        SessionServer.tool("slow", (caller, arguments, context) -> slow()),
                        SessionServer.tool("stubborn", (caller, arguments, context) -> stubborn())),
                List.of(),
                List.of(),
                true));
        http = new McpHttp(
                TestServer.IDENTITY,
                catalog,
                OPTIONS,
                Access.open(),
                ModernOptions.alone(),
                requests,
                new MutableClock(),
                everyBeat,
                longest);
        sse = new SseHttp(TestServer.IDENTITY, catalog, OPTIONS, Access.open(), requests, everyBeat);
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.register("/mcp", http).register("/", sse))
                .build()
                .start();
    }

    private Reply<ToolResult> slow() {
        begun.countDown();
        try {
            if (!goOn.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the test never said go on");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Reply.complete(ToolResult.text("done"));
    }

    private Reply<ToolResult> stubborn() {
        begun.countDown();
        boolean interrupted = false;
        while (goOn.getCount() > 0) {
            try {
                goOn.await();
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
        }
        return Reply.complete(ToolResult.text(interrupted ? "stopped in vain" : "done"));
    }

    int port() {
        return server.port();
    }

    /** Tells that the server stops. */
    void stop() {
        http.close();
        sse.close();
    }

    /** Ends what still goes on. */
    void abandon() {
        http.abandon();
        sse.abandon();
    }

    @Override
    public void close() {
        goOn.countDown();
        stop();
        server.stop();
    }
}
