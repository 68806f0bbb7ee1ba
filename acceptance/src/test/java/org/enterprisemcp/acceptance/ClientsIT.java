package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that nobody here wrote list the tools and run the five against the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAN = """
            {"type":"customers","payload":{"name":"Acceptance Ltd","email":"acceptance@example.com"},\
            "updates":{"city":"Bern"},"query":"SELECT id, name FROM customers ORDER BY id"}""";
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}
            """;

    @TempDir
    private Path home;

    private final PlainSandbox sandbox = PlainSandbox.start();
    private final Product product = new Product(sandbox);

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @Test
    void theSdkOfLineOneRunsTheFiveToolsOverHttp() throws Exception {
        assertFiveTools(Npm.run(home, List.of("sdk-v1.mjs", PLAN, "http", product.url())));
    }

    @Test
    void theSdkOfLineOneRunsTheFiveToolsOverStdio() throws Exception {
        List<String> command = new ArrayList<>(List.of("env"));
        product.settings().forEach((key, value) -> command.add(key + "=" + value));
        command.addAll(Product.command("stdio"));
        List<String> words = new ArrayList<>(List.of("sdk-v1.mjs", PLAN, "stdio"));
        words.addAll(command);
        assertFiveTools(Npm.run(home, words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "auto", "2026-07-28"})
    void theSdkOfLineTwoRunsTheFiveTools(String mode) throws Exception {
        assertFiveTools(Npm.run(home, List.of("sdk-v2.mjs", PLAN, product.url(), mode)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "auto", "modern"})
    void theInspectorListsAndCallsTools(String era) throws Exception {
        JsonNode listed = inspector(era, "--method", "tools/list");
        assertThat(listed.at("/result/tools").findValuesAsText("name"))
                .containsExactly(
                        "create_record",
                        "get_record",
                        "update_record",
                        "delete_record",
                        "execute_query",
                        "connection_status");
        JsonNode called = inspector(
                era,
                "--method",
                "tools/call",
                "--tool-name",
                "execute_query",
                "--tool-args-json",
                "{\"query\":\"SELECT COUNT(*) AS n FROM customers\"}");
        assertThat(called.at("/result/structuredContent/ok").asBoolean()).isTrue();
        assertThat(called.at("/result/structuredContent/data/items/0/n").asInt())
                .isGreaterThan(100);
    }

    @Test
    void mcpRemotePassesOnWhatAStdioClientSays() throws Exception {
        Process proxy = Npm.start(
                        home,
                        List.of(
                                "node_modules/.bin/mcp-remote",
                                product.url(),
                                "--allow-http",
                                "--transport",
                                "http-only"))
                .redirectError(home.resolve("mcp-remote.txt").toFile())
                .start();
        try (var to = proxy.outputWriter();
                BufferedReader from = proxy.inputReader()) {
            to.write(INITIALIZE);
            to.flush();
            assertThat(JSON.readTree(from.readLine())
                            .at("/result/serverInfo/name")
                            .asText())
                    .isEqualTo("Enterprise MCP");
            to.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
            to.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n");
            to.flush();
            assertThat(JSON.readTree(from.readLine()).at("/result/tools")).hasSize(6);
        } finally {
            proxy.destroy();
            assertThat(proxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private JsonNode inspector(String era, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "node_modules/.bin/mcp-inspector",
                "--cli",
                product.url(),
                "--transport",
                "http",
                "--protocol-era",
                era,
                "--format",
                "json"));
        command.addAll(List.of(words));
        return JSON.readTree(Npm.run(home, command));
    }

    private static void assertFiveTools(String printed) throws Exception {
        JsonNode report = JSON.readTree(printed);
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
