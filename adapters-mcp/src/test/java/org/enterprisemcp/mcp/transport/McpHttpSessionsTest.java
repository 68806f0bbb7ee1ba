package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.mcp.legacy.LegacySessions;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpHttpSessionsTest {

    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void opensASessionInTheRevisionThatTheClientAsksFor(String revision) {
        McpProbe probe = server.probe();
        HttpReply reply = probe.post(probe.message("initialize", McpProbe.initializeParams(revision)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.header("Mcp-Session-Id").orElseThrow()).matches("[\\x21-\\x7e]{32,}");
        JsonNode result = reply.json().path("result");
        assertThat(result.path("protocolVersion").asText()).isEqualTo(revision);
        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("Test MCP");
        assertThat(result.at("/serverInfo/version").asText()).isEqualTo("1.2.3");
        assertThat(result.path("capabilities").has("tools")).isTrue();
        assertThat(result.path("instructions").asText()).contains("Fake Upstream");
    }

    @Test
    void offersItsNewestRevisionToAClientThatAsksForAnUnknownOne() {
        McpProbe probe = server.probe();
        JsonNode result = probe.request("initialize", McpProbe.initializeParams("2023-01-01"));
        assertThat(result.at("/result/protocolVersion").asText()).isEqualTo("2025-11-25");
    }

    @Test
    void takesAnInitializeInWhichAClientWritesOutWhatItDoesNotHave() {
        McpProbe probe = server.probe();
        HttpReply reply = probe.post("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","_meta":null,
                "capabilities":{"roots":null,"x":null},"clientInfo":{"name":"c","version":"1","title":null}}}""");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/result/protocolVersion").asText()).isEqualTo("2025-11-25");
    }

    @Test
    void givesEverySessionAnIdOfItsOwn() {
        McpProbe probe = server.probe();
        String first = probe.post(probe.message("initialize", McpProbe.initializeParams("2025-11-25")))
                .header("Mcp-Session-Id")
                .orElseThrow();
        String second = probe.post(probe.message("initialize", McpProbe.initializeParams("2025-11-25")))
                .header("Mcp-Session-Id")
                .orElseThrow();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void takesNotificationsAndResponsesWithoutAWord() {
        McpProbe probe = server.probe().open("2025-11-25");
        for (Map<String, Object> message : List.<Map<String, Object>>of(
                Map.of("jsonrpc", "2.0", "method", "notifications/cancelled", "params", Map.of("requestId", 1)),
                Map.of("jsonrpc", "2.0", "method", "notifications/roots/list_changed"),
                Map.of("jsonrpc", "2.0", "method", "notifications/of-tomorrow"),
                Map.of("jsonrpc", "2.0", "method", "notifications/initialized", "params", Map.of("_meta", 3)),
                Map.of("jsonrpc", "2.0", "id", 5, "result", Map.of()))) {
            HttpReply reply = probe.post(message);
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.text()).isEmpty();
        }
    }

    @Test
    void answersPing() {
        assertThat(server.probe().open("2025-11-25").request("ping", Map.of()).path("result"))
                .isEmpty();
    }

    @Test
    void endsASessionOnDelete() {
        McpProbe probe = server.probe().open("2025-11-25");
        assertThat(probe.send("DELETE").status()).isEqualTo(204);
        assertThat(probe.post(probe.message("ping", Map.of())).status()).isEqualTo(404);
        assertThat(probe.send("DELETE").status()).isEqualTo(404);
    }

    @Test
    void endsASessionThatNobodyUses() {
        McpProbe probe = server.probe().open("2025-11-25");
        server.clock.advance(LegacySessions.IDLE.minusSeconds(1));
        assertThat(probe.post(probe.message("ping", Map.of())).status()).isEqualTo(200);
        server.clock.advance(LegacySessions.IDLE.minusSeconds(1));
        assertThat(probe.post(probe.message("ping", Map.of())).status()).isEqualTo(200);
        server.clock.advance(LegacySessions.IDLE);
        assertThat(probe.post(probe.message("ping", Map.of())).status()).isEqualTo(404);
    }

    @Test
    void answersABatchInTheRevisionThatHasThem() {
        McpProbe probe = server.probe().open("2025-03-26");
        Map<String, Object> ping = probe.message("ping", Map.of());
        Map<String, Object> list = probe.message("tools/list", Map.of());
        Map<String, Object> initialize = probe.message("initialize", McpProbe.initializeParams("2025-03-26"));
        Map<String, Object> notification = Map.of("jsonrpc", "2.0", "method", "notifications/cancelled");

        HttpReply reply = probe.post(List.of(ping, notification, list, initialize));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).hasSize(3);
        assertThat(reply.json().get(0).path("id").asInt()).isEqualTo(ping.get("id"));
        assertThat(reply.json().get(1).at("/result/tools")).hasSize(6);
        assertThat(reply.json().get(2).at("/error/code").asInt()).isEqualTo(-32600);
    }

    @Test
    void takesABatchOfNotificationsWithoutAWord() {
        McpProbe probe = server.probe().open("2025-03-26");
        Map<String, Object> notification = Map.of("jsonrpc", "2.0", "method", "notifications/cancelled");
        assertThat(probe.post(List.of(notification, notification)).status()).isEqualTo(202);
    }

    @Test
    void refusesALevelThatIsNoneAndTakesOneThatIs() {
        McpProbe probe = server.probe().open("2025-11-25");
        assertThat(probe.request("logging/setLevel", Map.of("level", "loud"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        assertThat(probe.request("logging/setLevel", Map.of("level", "error")).has("result"))
                .isTrue();
    }
}
