package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two servers behind a balancer, and one of them is told to stop while clients of both eras go on calling. */
class DrainIT {

    private static final Logger LOG = System.getLogger(DrainIT.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLIENTS_OF_AN_ERA = 12;
    private static final int CALLS_BEFORE_THE_STOP = 300;
    private static final int CALLS_AFTER_THE_STOP = 100;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final Semaphore answered = new Semaphore(0);
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger reopened = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private volatile boolean going = true;

    /** With a delay and a balancer that asks for health, and with neither, so that a refusal is the first that anybody hears. */
    @ParameterizedTest
    @CsvSource({"2, true", "0, false"})
    void losesNoCallAndDoesNoneTwice(int delay, boolean probing) throws Exception {
        try (PlainSandbox upstream = PlainSandbox.start();
                ServerProcess leaving = server(upstream, delay);
                ServerProcess staying = server(upstream, delay);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            upstream.control()
                    .inject(Fault.of(Kind.DELAY, "POST", "/v1/customers", Integer.MAX_VALUE)
                            .lasting(Duration.ofMillis(300)));
            upstream.control()
                    .inject(Fault.of(Kind.DELAY, "GET", "/v1/customers", Integer.MAX_VALUE)
                            .lasting(Duration.ofMillis(50)));
            Balancer balancer = new Balancer(leaving.port(), staying.port());
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS_OF_AN_ERA; i++) {
                running.add(clients.submit(() -> call(new Modern(balancer))));
            }
            // Not in turn with the others, or all sessions would be opened at the same server.
            for (int i = 0; i < CLIENTS_OF_AN_ERA; i++) {
                running.add(clients.submit(() -> call(new Legacy(balancer))));
            }
            assertThat(answered.tryAcquire(CALLS_BEFORE_THE_STOP, 60, TimeUnit.SECONDS))
                    .isTrue();

            long told = System.nanoTime();
            leaving.terminate();
            while (probing && leaving.isAlive()) {
                balancer.probe();
            }
            assertThat(leaving.exitValue(LONGEST_STOP)).isZero();
            long millis = Duration.ofNanos(System.nanoTime() - told).toMillis();
            answered.drainPermits();
            assertThat(answered.tryAcquire(CALLS_AFTER_THE_STOP, 60, TimeUnit.SECONDS))
                    .isTrue();
            going = false;
            for (Future<?> client : running) {
                client.get(60, TimeUnit.SECONDS);
            }

            LOG.log(
                    Level.INFO,
                    "delay {0} s: {1} creates and {2} reads answered, none lost, {3} sent elsewhere, {4} sessions opened"
                            + " anew; stopped after {5} ms",
                    String.valueOf(delay),
                    created.toString(),
                    read.toString(),
                    String.valueOf(balancer.refusals()),
                    reopened.toString(),
                    String.valueOf(millis));
            assertThat(upstream.control().journal().stream()
                            .filter(entry -> entry.method().equals("POST"))
                            .count())
                    .isEqualTo(created.get());
            assertThat(recordsAndNames(new Modern(balancer))).isEqualTo(created + " " + created);
        }
    }

    /** Creates and reads until it is told to stop; every answer must be that of a call that worked. */
    private Void call(Client client) throws IOException {
        while (going) {
            int number = names.incrementAndGet();
            String name = "Drain " + number;
            JsonNode record = Results.data(client.call(
                    "create_record",
                    "{\"record_type\":\"customers\",\"payload\":{\"name\":\"" + name + "\",\"email\":\"" + number
                            + "@drain.example\"}}"));
            created.incrementAndGet();
            answered.release();
            JsonNode found = Results.data(client.call(
                    "get_record",
                    "{\"record_type\":\"customers\",\"record_id\":\""
                            + record.path("record_id").asText() + "\"}"));
            assertThat(found.at("/record/name").asText()).isEqualTo(name);
            read.incrementAndGet();
            answered.release();
        }
        return null;
    }

    private static String recordsAndNames(Client client) throws IOException {
        JsonNode row = Results.data(
                        client.call(
                                "execute_query",
                                "{\"query\":\"SELECT COUNT(*) AS n, COUNT(DISTINCT name) AS d FROM customers WHERE name LIKE 'Drain %'\"}"))
                .at("/items/0");
        return row.path("n").asText() + " " + row.path("d").asText();
    }

    private static ServerProcess server(PlainSandbox upstream, int delay) throws IOException {
        return ServerProcess.start(new HashMap<>(Map.of(
                "UPSTREAM_API_BASE_URL", upstream.baseUrl(),
                "UPSTREAM_ACCESS_TOKEN", upstream.accessToken(),
                "UPSTREAM_MAX_CONCURRENCY", "64",
                // A machine that is busy with other things is slow, and not what is tested.
                "UPSTREAM_TIMEOUT_SECS", "60",
                "UPSTREAM_DEADLINE_SECS", "120",
                "LOG_LEVEL", "INFO",
                "MCP_SHUTDOWN_DELAY_SECS", String.valueOf(delay))));
    }

    /** Someone who calls tools. */
    private interface Client {
        JsonNode call(String tool, String arguments) throws IOException;
    }

    private static JsonNode result(HttpReply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return Results.last(reply).path("result");
    }

    private static Map<String, String> headers() {
        return new HashMap<>(
                Map.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
    }

    private record Modern(Balancer balancer) implements Client {
        @Override
        public JsonNode call(String tool, String arguments) throws IOException {
            Map<String, String> headers = headers();
            headers.put("MCP-Protocol-Version", "2026-07-28");
            headers.put("Mcp-Method", "tools/call");
            headers.put("Mcp-Name", tool);
            String message = """
                    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":%s,"_meta":{\
                    "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                    "io.modelcontextprotocol/clientCapabilities":{}}}}""".formatted(tool, arguments);
            return result(balancer.send(-1, headers, message.getBytes(StandardCharsets.UTF_8))
                    .reply());
        }
    }

    /** Opens a session, and another one when it is told that there is none: what 2025-11-25 asks of clients. */
    private final class Legacy implements Client {

        private final Balancer balancer;
        private final Map<String, String> headers = headers();
        private int home = -1;

        Legacy(Balancer balancer) {
            this.balancer = balancer;
        }

        @Override
        public JsonNode call(String tool, String arguments) throws IOException {
            if (home < 0) {
                open();
            }
            byte[] message = ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                            + "\",\"arguments\":" + arguments + "}}")
                    .getBytes(StandardCharsets.UTF_8);
            HttpReply reply = balancer.send(home, headers, message).reply();
            if (reply.status() == 404) {
                reopened.incrementAndGet();
                open();
                reply = balancer.send(home, headers, message).reply();
            }
            return result(reply);
        }

        private void open() throws IOException {
            headers.remove("Mcp-Session-Id");
            Balancer.Answer opened = balancer.send(
                    -1,
                    headers,
                    JSON.writeValueAsBytes(Map.of(
                            "jsonrpc",
                            "2.0",
                            "id",
                            0,
                            "method",
                            "initialize",
                            "params",
                            McpProbe.initializeParams("2025-11-25"))));
            home = opened.backend();
            headers.put(
                    "Mcp-Session-Id", opened.reply().header("Mcp-Session-Id").orElseThrow());
            headers.put("MCP-Protocol-Version", "2025-11-25");
        }
    }
}
