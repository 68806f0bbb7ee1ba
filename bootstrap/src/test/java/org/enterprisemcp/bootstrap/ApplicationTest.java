package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTest {

    private static final byte[] NO_BODY = {};

    @Test
    void saysWhichPortIsTakenAndWhatToDo() {
        try (Application first = start(Map.of())) {
            assertThatThrownBy(() -> start(Map.of("MCP_PORT", String.valueOf(first.port()))))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining("MCP_PORT: port " + first.port() + " of 127.0.0.1 cannot be used");
        }
    }

    @Test
    void answersAnUnknownPathWithASentence() {
        try (Application application = start(Map.of())) {
            HttpReply reply = get(application, "/nowhere");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().path("error").asText()).contains("/mcp");
        }
    }

    @ParameterizedTest
    @CsvSource({"MCP_TRANSPORT, http, 0", "MCP_TRANSPORT, sse, -32001", "MCP_SSE_ENABLED, true, -32001"})
    void servesClientsOfHttpWithSseOnlyWhereTheyAreWanted(String key, String value, int code) {
        try (Application application = start(Map.of(key, value))) {
            HttpReply reply = new McpProbe(application.port(), "/messages").post("{}");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().at("/error/code").asInt()).isEqualTo(code);
            assertThat(new McpProbe(application.port()).open("2025-11-25").call("connection_status", Map.of()))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Long, 20000, 1", "X-Many, 100, 400"})
    void refusesHeadersThatAreLongerThanAnyClients(String name, int length, int count) {
        try (Application application = start(Map.of())) {
            Map<String, String> headers = new HashMap<>();
            for (int i = 0; i < count; i++) {
                headers.put(name + i, "x".repeat(length));
            }
            HttpReply reply = new RawHttp(application.port()).send("GET", "/health", headers, NO_BODY);
            assertThat(reply.status()).isBetween(400, 431);
            assertThat(reply.text()).doesNotContain("Exception", "\tat ", "io.helidon");
        }
    }

    @Test
    void readsAQueryWhoseColonsAreWrittenAsTheyAre() {
        try (Application application = start(Map.of())) {
            assertThat(get(application, "/health?iss=https://login.example&x=%").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void failsACallWithoutACredentialAndNamesTheSettingsToSet() {
        try (Application application = start(Map.of())) {
            McpProbe client = new McpProbe(application.port()).open("2025-11-25");
            JsonNode result = client.call("execute_query", Map.of("query", "customer"));
            assertThat(result.at("/structuredContent/errors/0/code").asText()).isEqualTo("NO_SESSION");
            assertThat(result.at("/structuredContent/errors/0/hint").asText()).contains("UPSTREAM_ACCESS_TOKEN");
        }
    }

    @Test
    void servesTheFiveToolsWithAStaticCredential() {
        try (Application application = start(Map.of("UPSTREAM_ACCESS_TOKEN", "t", "MCP_SERVER_NAME", "Acme MCP"))) {
            McpProbe client = new McpProbe(application.port()).open("2025-11-25");
            JsonNode result =
                    client.call("create_record", Map.of("record_type", "customer", "payload", Map.of("name", "Acme")));
            assertThat(result.at("/structuredContent/ok").asBoolean()).isTrue();
            JsonNode greeting = client.request("initialize", McpProbe.initializeParams("2025-11-25"));
            assertThat(greeting.at("/result/serverInfo/name").asText()).isEqualTo("Acme MCP");
        }
    }

    @Test
    void isHealthyReadyAndStartedWhileItServes() {
        try (Application application = start(Map.of())) {
            HttpReply health = get(application, "/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().path("status").asText()).isEqualTo("UP");
            assertThat(health.json().has("version")).isTrue();
            assertThat(health.json().path("oauth_configured").asBoolean(true)).isFalse();
            assertThat(get(application, "/health/live").status()).isEqualTo(200);
            assertThat(get(application, "/health/ready").status()).isEqualTo(200);
            assertThat(get(application, "/health/started").status()).isEqualTo(200);
        }
    }

    @Test
    void startsAndStopsAsOftenAsATestLikes() {
        for (int i = 0; i < 5; i++) {
            try (Application application = start(Map.of())) {
                assertThat(get(application, "/health").status()).isEqualTo(200);
            }
        }
    }

    private static HttpReply get(Application application, String path) {
        return new RawHttp(application.port()).send("GET", path, Map.of(), NO_BODY);
    }

    private static Application start(Map<String, String> further) {
        Map<String, String> settings =
                new HashMap<>(Map.of("UPSTREAM_KIND", "fake", "UPSTREAM_ACCOUNT_ID", "acme", "MCP_PORT", "0"));
        settings.putAll(further);
        return Application.start(Environment.of(settings));
    }
}
