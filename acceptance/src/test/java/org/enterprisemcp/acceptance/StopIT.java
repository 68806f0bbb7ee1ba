package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that are told to stop while the upstream takes its time. */
@Timeout(120)
class StopIT {

    private static final Logger LOG = System.getLogger(StopIT.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);
    private static final Map<String, Object> READ =
            Map.of("name", "get_record", "arguments", Map.of("record_type", "customers", "record_id", "1"));

    private final PlainSandbox upstream = PlainSandbox.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    /** A second signal changes nothing, and neither does an upstream that never answers: the caller is told, the process ends. */
    @Test
    void endsInTimeWhateverHangsAndTellsWhoeverWaits() throws Exception {
        upstreamTakes(Duration.ofMinutes(3));
        try (ServerProcess server = ServerProcess.start(settings(Map.of("MCP_SHUTDOWN_DELAY_SECS", "1")))) {
            McpProbe client = new McpProbe(server.port()).open("2025-06-18");
            CompletableFuture<HttpReply> answer = CompletableFuture.supplyAsync(
                    () -> client.post(client.message("tools/call", READ)), Thread::startVirtualThread);
            whenAsked();
            long told = System.nanoTime();
            server.terminate();
            assertThat(health(server).status()).isEqualTo(200);
            server.terminate();
            JsonNode last = Results.last(answer.get(30, TimeUnit.SECONDS));
            assertThat(last.at("/error/message").asText())
                    .isEqualTo("The server stops, and this call had not ended yet. Look whether it was done before you"
                            + " repeat it.");
            assertThat(server.exitValue(LONGEST_STOP)).isZero();
            LOG.log(
                    Level.INFO,
                    "ended after {0} ms",
                    Duration.ofNanos(System.nanoTime() - told).toMillis());
        }
    }

    /** While a server leaves, probes see that it is alive and not ready, and calls are answered. */
    @Test
    void answersCallsThatAreStillSentToAServerThatLeaves() throws Exception {
        try (ServerProcess server = ServerProcess.start(settings(Map.of("MCP_SHUTDOWN_DELAY_SECS", "5")))) {
            McpProbe client = new McpProbe(server.port()).open("2025-11-25");
            server.terminate();
            McpProbe probe = new McpProbe(server.port(), "/health/ready");
            while (probe.send("GET").status() == 200) {
                Thread.onSpinWait();
            }
            assertThat(health(server).status()).isEqualTo(200);
            HttpReply reply = client.post(client.message("tools/call", READ));
            assertThat(Results.data(Results.last(reply).path("result"))
                            .at("/record/id")
                            .asText())
                    .isEqualTo("1");
            assertThat(server.exitValue(LONGEST_STOP)).isZero();
        }
    }

    @Test
    void answersOverStdioWhatIsInFlight() throws Exception {
        upstreamTakes(Duration.ofSeconds(2));
        ProcessBuilder builder = new ProcessBuilder(Served.command("stdio"));
        builder.environment().putAll(settings(Map.of()));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process server = builder.start();
        try {
            ObjectMapper json = new ObjectMapper();
            McpProbe words = new McpProbe(1);
            for (Object message : List.of(
                    words.message("initialize", McpProbe.initializeParams("2025-11-25")),
                    Map.of("jsonrpc", "2.0", "method", "notifications/initialized"),
                    words.message("tools/call", READ))) {
                server.outputWriter()
                        .append(json.writeValueAsString(message))
                        .append('\n')
                        .flush();
            }
            var lines = server.inputReader();
            assertThat(lines.readLine()).contains("\"id\":1");
            whenAsked();
            server.toHandle().destroy();
            server.toHandle().destroy();
            JsonNode answer = json.readTree(lines.readLine());
            assertThat(answer.path("id").asInt()).isEqualTo(2);
            assertThat(Results.data(answer.path("result")).at("/record/id").asText())
                    .isEqualTo("1");
            assertThat(server.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(server.exitValue()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private void upstreamTakes(Duration time) {
        upstream.control()
                .inject(Fault.of(Kind.DELAY, "GET", "/v1/customers", 10).lasting(time));
    }

    private void whenAsked() {
        while (upstream.control().journal().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static HttpReply health(ServerProcess server) {
        return new McpProbe(server.port(), "/health/live").send("GET");
    }

    private Map<String, String> settings(Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_API_BASE_URL", upstream.baseUrl(),
                "UPSTREAM_ACCESS_TOKEN", upstream.accessToken(),
                "UPSTREAM_TIMEOUT_SECS", "100",
                "UPSTREAM_DEADLINE_SECS", "195",
                "LOG_LEVEL", "INFO"));
        settings.putAll(further);
        return settings;
    }
}
