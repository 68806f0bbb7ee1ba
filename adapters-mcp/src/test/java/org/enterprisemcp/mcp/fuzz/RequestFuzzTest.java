package org.enterprisemcp.mcp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.mcp.transport.Access;
import org.enterprisemcp.mcp.transport.HttpOptions;
import org.enterprisemcp.mcp.transport.McpHttp;
import org.enterprisemcp.mcp.transport.SseHttp;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RawHttp;
import org.jspecify.annotations.Nullable;

/** Whatever is sent over HTTP, headers and all: no hang, nothing of the server's inside, and never a 500. */
class RequestFuzzTest {

    private static final HttpOptions OPTIONS =
            new HttpOptions(Set.of("mcp.example.com"), Set.of("https://app.example.com"), true, true, 64 * 1024);
    private static final List<String> METHODS =
            List.of("POST", "POST", "POST", "POST", "POST", "GET", "DELETE", "OPTIONS", "PUT", "BREW");

    private @Nullable McpHttp endpoint;
    private @Nullable SseHttp sse;
    private @Nullable WebServer server;

    @BeforeProperty
    void start() {
        ServerIdentity identity = new ServerIdentity("Test MCP", "1.2.3");
        MutableClock clock = new MutableClock();
        var catalog = TestCatalog.of(
                new CapableUpstream(new FakeUpstream(), TestGuide.everything()),
                ToolSelection.of(List.of("all")),
                clock);
        McpHttp mcp = new McpHttp(identity, catalog, OPTIONS, Access.open(), clock);
        SseHttp old = new SseHttp(identity, catalog, OPTIONS, Access.open());
        // Whoever would listen without end is told at once that it is over.
        mcp.close();
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.register("/mcp", mcp).register("/", old))
                .build()
                .start();
        endpoint = mcp;
        sse = old;
    }

    @AfterProperty
    void stop() {
        if (server != null && endpoint != null && sse != null) {
            endpoint.close();
            sse.close();
            server.stop();
        }
    }

    @Property
    void everyRequestGetsAnOrderlyAnswer(@ForAll long seed, @ForAll boolean stateless) {
        int port = server == null ? 0 : server.port();
        Mutator mutator = new Mutator(seed);
        byte[] body = mutator.bytes(stateless);
        String method = mutator.one(METHODS);
        String path = mutator.one(
                List.of("/mcp", "/mcp", "/mcp", "/messages?sessionId=" + (seed % 7), "/mcp/x", "/messages"));
        Map<String, String> headers = headers(mutator, stateless);
        if (seed % 3 == 0) {
            headers.put("Mcp-Session-Id", session(port));
        }
        HttpReply reply = new RawHttp(port).send(method, path, headers, body);

        assertThat(reply.status()).as(reply.text()).isBetween(200, 499);
        assertThat(reply.text())
                .doesNotContain("The server made a mistake", "INTERNAL\"", "Exception", ".java:", "\tat ");
        if (reply.header("Content-Type").filter("application/json"::equals).isPresent()) {
            assertThat(reply.json().isContainerNode()).isTrue();
        }
    }

    private static Map<String, String> headers(Mutator mutator, boolean stateless) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", mutator.headerValue("application/json", "application/json; charset=utf-8"));
        headers.put("Accept", mutator.headerValue("application/json, text/event-stream", "text/event-stream", "*/*"));
        headers.put("MCP-Protocol-Version", mutator.headerValue(stateless ? "2026-07-28" : "2025-11-25", "2025-03-26"));
        headers.put("Mcp-Method", mutator.headerValue("tools/call", "tools/list", "server/discover"));
        headers.put("Mcp-Name", mutator.headerValue("get_record", "=?base64?Z2V0X3JlY29yZA==?=", "=?base64?x?="));
        headers.put("Mcp-Param-Account-Id", mutator.headerValue("acme", "=?base64?YWNtZQ==?="));
        headers.put("Last-Event-ID", mutator.headerValue("x-1", "-", "a-99999999999999999999"));
        headers.put(
                "Origin", mutator.headerValue("http://localhost:1", "http://localhost:1", "https://app.example.com"));
        headers.put("Host", mutator.headerValue("localhost", "127.0.0.1:80", "mcp.example.com", "[::1]"));
        headers.keySet().removeIf(name -> !name.equals("Host") && mutator.one(List.of(true, false, false, false)));
        return headers;
    }

    private static String session(int port) {
        McpProbe probe = new McpProbe(port);
        return probe.post(probe.message("initialize", McpProbe.initializeParams("2025-03-26")))
                .header("Mcp-Session-Id")
                .orElseThrow();
    }
}
