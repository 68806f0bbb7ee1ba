package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;

/** Ten thousand calls at once, each on a connection of its own, to a server with 512 MB of heap and an upstream that takes 20 ms. */
class ManyCallsIT {

    private static final Logger LOG = System.getLogger(ManyCallsIT.class.getName());
    private static final int CALLS = 10_000;
    /** What the first calls cost is the compiler's, not the calls'. */
    private static final int WARM_UP = 2_000;

    private static final byte[] READ = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_record","arguments":{"record_type":"customers",\
            "record_id":"1"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}}}""".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "Accept", "application/json, text/event-stream",
            "MCP-Protocol-Version", "2026-07-28",
            "Mcp-Method", "tools/call",
            "Mcp-Name", "get_record");

    @Test
    void noneHangsAndWhoeverFindsTheLineFullIsToldWhenToComeBack() throws Exception {
        assertThat(served(10)).isBetween(1, CALLS - 1);
    }

    @Test
    void allAreServedWhereTheUpstreamTakesManyAtOnce() throws Exception {
        assertThat(served(512)).isEqualTo(CALLS);
    }

    /** How many calls are served; every other one is told when to come back. */
    private static int served(int concurrency) throws Exception {
        WebServer upstream = upstream();
        try (ServerProcess server = server(upstream.port(), concurrency)) {
            served(server.port(), WARM_UP, concurrency);
            return served(server.port(), CALLS, concurrency);
        } finally {
            upstream.stop();
        }
    }

    private static int served(int port, int calls, int concurrency) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            List<Future<HttpReply>> replies = new ArrayList<>(calls);
            for (int i = 0; i < calls; i++) {
                replies.add(clients.submit(() -> new RawHttp(port).send("POST", "/mcp", HEADERS, READ)));
            }
            int served = 0;
            for (Future<HttpReply> reply : replies) {
                JsonNode answer = Results.last(reply.get(60, TimeUnit.SECONDS)).at("/result/structuredContent");
                if (answer.path("ok").asBoolean()) {
                    served++;
                } else {
                    assertThat(answer.at("/errors/0/retry_after_seconds").asInt())
                            .as(answer.toString())
                            .isPositive();
                }
            }
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            LOG.log(
                    Level.INFO,
                    "concurrency {0}: {1} of {2} calls served in {3} ms",
                    String.valueOf(concurrency),
                    String.valueOf(served),
                    String.valueOf(calls),
                    String.valueOf(millis));
            return served;
        }
    }

    private static WebServer upstream() {
        byte[] record = "{\"id\":\"1\",\"name\":\"Acme\"}".getBytes(StandardCharsets.UTF_8);
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.any((request, response) -> {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                    response.header("Content-Type", "application/json");
                    response.send(record);
                }))
                .build()
                .start();
    }

    private static ServerProcess server(int upstreamPort, int concurrency) {
        ProcessBuilder server = new ProcessBuilder(Served.command("http"));
        server.environment()
                .putAll(Map.of(
                        "JDK_JAVA_OPTIONS", "-Xmx512m",
                        "UPSTREAM_KIND", "generic",
                        "UPSTREAM_API_BASE_URL", "http://127.0.0.1:" + upstreamPort + "/",
                        "UPSTREAM_ACCESS_TOKEN", "token",
                        "UPSTREAM_MAX_CONCURRENCY", String.valueOf(concurrency),
                        "LOG_LEVEL", "INFO",
                        "MCP_PORT", "0"));
        return new ServerProcess(server);
    }
}
