package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients that nobody here wrote, each in every era and through every door that it knows: Streamable HTTP, HTTP+SSE, stdio. They
 * run the five tools against the sandbox. {@link OAuthClientsIT} has the same clients where users sign in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientMatrixIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAN = """
            {"type":"customers","payload":{"name":"Acceptance Ltd","email":"acceptance@example.com"},\
            "updates":{"city":"Bern"},"query":"SELECT id, name FROM customers ORDER BY id"}""";
    private static final String COUNT = "{\"query\":\"SELECT COUNT(*) AS n FROM customers\"}";

    @TempDir
    private Path home;

    private final PlainSandbox sandbox = PlainSandbox.start();
    private final Product product = new Product(sandbox);

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"http, 2025-11-25", "sse, ''", "stdio, ''"})
    void theSdkOfLineOne(String door, String revision) throws Exception {
        List<String> words = new ArrayList<>(List.of("sdk-v1.mjs", PLAN, door));
        words.addAll(place(door));
        JsonNode report = JSON.readTree(Npm.run(home, words));
        assertFiveTools(report);
        assertThat(report.path("revision").asText("")).isEqualTo(revision);
    }

    @ParameterizedTest
    @CsvSource({
        "legacy, http, 2025-11-25",
        "auto, http, 2026-07-28",
        "2026-07-28, http, 2026-07-28",
        "legacy, stdio, 2025-11-25",
        "auto, stdio, 2026-07-28",
        "2026-07-28, stdio, 2026-07-28"
    })
    void theSdkOfLineTwo(String mode, String door, String revision) throws Exception {
        List<String> words = new ArrayList<>(List.of("sdk-v2.mjs", PLAN, mode, door));
        words.addAll(place(door));
        JsonNode report = JSON.readTree(Npm.run(home, words));
        assertFiveTools(report);
        assertThat(report.path("revision").asText()).isEqualTo(revision);
    }

    @ParameterizedTest
    @CsvSource({"legacy, http", "auto, http", "modern, http", "legacy, sse", "legacy, stdio", "modern, stdio"})
    void theInspector(String era, String door) throws Exception {
        JsonNode listed = inspector(era, door, "--method", "tools/list");
        assertThat(listed.at("/result/tools").findValuesAsText("name"))
                .containsExactly(
                        "create_record",
                        "get_record",
                        "update_record",
                        "delete_record",
                        "execute_query",
                        "connection_status");
        JsonNode called = inspector(
                era, door, "--method", "tools/call", "--tool-name", "execute_query", "--tool-args-json", COUNT);
        assertThat(called.at("/result/structuredContent/ok").asBoolean()).isTrue();
        assertThat(called.at("/result/structuredContent/data/items/0/n").asInt())
                .isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({"http, http-only", "sse, sse-only"})
    void mcpRemotePassesOnWhatAStdioClientSays(String door, String transport) throws Exception {
        try (StdioClient client = new StdioClient(Npm.start(
                        home,
                        List.of(
                                "node_modules/.bin/mcp-remote",
                                place(door).getFirst(),
                                "--allow-http",
                                "--transport",
                                transport))
                .redirectError(home.resolve("mcp-remote.txt").toFile()))) {
            assertThat(client.initialize().at("/result/serverInfo/name").asText())
                    .isEqualTo("Enterprise MCP");
            assertThat(client.request("tools/list").at("/result/tools")).hasSize(6);
        }
    }

    @Test
    void theJavaSdkOverHttp() {
        assertFiveTools(JavaSdkClient.overHttp(product.url(), Map.of()).run(JSON, PLAN));
    }

    @Test
    void theJavaSdkOverSse() {
        assertFiveTools(JavaSdkClient.overSse(product.base()).run(JSON, PLAN));
    }

    @Test
    void theJavaSdkOverStdio() {
        assertFiveTools(JavaSdkClient.overStdio(Served.command("stdio"), product.settings())
                .run(JSON, PLAN));
    }

    /** Where a door is: a URL, or a command. */
    private List<String> place(String door) {
        if (door.equals("stdio")) {
            List<String> command = new ArrayList<>(List.of("env"));
            product.settings().forEach((key, value) -> command.add(key + "=" + value));
            command.addAll(Served.command("stdio"));
            return command;
        }
        return List.of(door.equals("sse") ? product.base() + "/sse" : product.url());
    }

    private JsonNode inspector(String era, String door, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("node_modules/.bin/mcp-inspector", "--cli"));
        command.addAll(place(door));
        // What follows a command of the other door would be the command's; the client itself knows how to tell.
        command.addAll(List.of("--protocol-era", era, "--format", "json", "--transport", door));
        command.addAll(List.of(words));
        return JSON.readTree(Npm.run(home, command));
    }

    private static void assertFiveTools(JsonNode report) {
        assertThat(report.path("tools")).hasSize(6);
        Map<String, JsonNode> steps = new LinkedHashMap<>();
        report.path("steps").properties().forEach(step -> steps.put(step.getKey(), step.getValue()));
        steps.remove("missing");
        assertThat(steps)
                .hasSize(5)
                .allSatisfy((name, step) -> assertThat(step.path("ok").asBoolean())
                        .as(name + " " + step)
                        .isTrue());
        assertThat(report.at("/steps/update_record/data/record/city").asText()).isEqualTo("Bern");
        assertThat(report.at("/steps/execute_query/data/count").asInt()).isEqualTo(2);
        assertThat(report.at("/steps/execute_query/meta/truncated").asBoolean()).isTrue();
        assertThat(report.at("/steps/missing/errors/0/code").asText()).isEqualTo("RECORD_NOT_FOUND");
    }
}
