package org.enterprisemcp.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the suites look at, looked at by ourselves and without npm: both eras answer from the same declarations. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FixturesTest {

    private static final String MODERN = "2026-07-28";
    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final String ROUNDS = "test_input_required_result_";

    private final FixtureServer server = FixtureServer.start(0);

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", MODERN})
    void refusesAResourceThatDoesNotExist(String revision) {
        JsonNode error =
                ask(revision, "resources/read", Map.of("uri", "test://nothing")).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(revision.equals(MODERN) ? -32602 : -32002);
        assertThat(error.at("/data/uri").asText()).isEqualTo("test://nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", MODERN})
    void carriesEveryKindOfContent(String revision) {
        assertThat(call(revision, "test_simple_text").at("/content/0/text").asText())
                .isEqualTo("This is a simple text response for testing.");
        assertThat(call(revision, "test_image_content")
                        .at("/content/0/mimeType")
                        .asText())
                .isEqualTo("image/png");
        assertThat(call(revision, "test_audio_content").at("/content/0/type").asText())
                .isEqualTo("audio");
        assertThat(call(revision, "test_embedded_resource")
                        .at("/content/0/resource/uri")
                        .asText())
                .isEqualTo("test://embedded-resource");
        assertThat(call(revision, "test_multiple_content_types").path("content").findValuesAsText("type"))
                .containsExactly("text", "image", "resource");
        assertThat(call(revision, "test_error_handling").path("isError").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", MODERN})
    void handsSchemasOnAsTheyAre(String revision) {
        JsonNode tools = ask(revision, "tools/list", Map.of()).at("/result/tools");
        JsonNode schema = find(tools, "json_schema_2020_12_tool").path("inputSchema");
        assertThat(schema.at("/$defs/address/$anchor").asText()).isEqualTo("addressDef");
        assertThat(schema.path("allOf")).hasSize(1);
        assertThat(schema.path("if").path("required")).hasSize(1);
        assertThat(find(tools, "test_x_mcp_header")
                        .at("/inputSchema/properties/region")
                        .has("x-mcp-header"))
                .as("only those who could send the header are asked for it")
                .isEqualTo(revision.equals(MODERN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", MODERN})
    void readsResourcesAndWritesPrompts(String revision) {
        assertThat(read(revision, "test://static-binary").path("blob").asText()).isEqualTo(Samples.PNG);
        assertThat(read(revision, "test://template/123/data").path("text").asText())
                .contains("\"id\":\"123\"", "Data for ID: 123");
        JsonNode messages = ask(
                        revision,
                        "prompts/get",
                        Map.of("name", "test_prompt_with_arguments", "arguments", Map.of("arg1", "a", "arg2", "b")))
                .at("/result/messages");
        assertThat(messages.at("/0/content/text").asText()).isEqualTo("Prompt with arguments: arg1='a', arg2='b'");
        JsonNode completion = ask(
                        revision,
                        "completion/complete",
                        Map.of(
                                "ref", Map.of("type", "ref/prompt", "name", "test_prompt_with_arguments"),
                                "argument", Map.of("name", "arg1", "value", "test")))
                .at("/result/completion");
        assertThat(completion.path("values")).hasSize(2);
    }

    @Test
    void asksAStatelessClientByItsResult() {
        Map<String, Object> call = Map.of("name", ROUNDS + "multi_round", "arguments", Map.of());
        JsonNode first = ask(MODERN, "tools/call", call).path("result");
        assertThat(first.path("resultType").asText()).isEqualTo("input_required");
        JsonNode second = ask(
                        MODERN, "tools/call", round(call, first, Map.of("step1", accepted(Map.of("name", "Alice")))))
                .path("result");
        assertThat(second.path("requestState").asText())
                .isNotEmpty()
                .isNotEqualTo(first.path("requestState").asText());
        JsonNode last = ask(
                        MODERN, "tools/call", round(call, second, Map.of("step2", accepted(Map.of("color", "blue")))))
                .path("result");
        assertThat(last.at("/content/0/text").asText()).isEqualTo("name Alice, color blue");
    }

    @Test
    void asksAStatelessClientOnlyForWhatItCan() {
        JsonNode asked = new Modern(Map.of("sampling", Map.of()))
                .post("tools/call", Map.of("name", ROUNDS + "capabilities", "arguments", Map.of()))
                .json()
                .path("result");
        assertThat(asked.path("inputRequests").properties())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.getValue().path("method").asText()).isEqualTo("sampling/createMessage"));
        HttpReply refused = new Modern(Map.of())
                .post("tools/call", Map.of("name", "test_missing_capability", "arguments", Map.of()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()
                        .at("/error/data/requiredCapabilities/sampling")
                        .isObject())
                .isTrue();
    }

    @Test
    void refusesHeadersThatDoNotSayWhatTheBodySays() {
        Map<String, Object> call = Map.of("name", "test_x_mcp_header", "arguments", Map.of("region", "us"));
        for (Map<String, String> headers : List.of(
                Map.of("Mcp-Method", "TOOLS/CALL", "Mcp-Param-Region", "us"),
                Map.of("Mcp-Method", "", "Mcp-Param-Region", "us"),
                Map.of("Mcp-Name", "another", "Mcp-Param-Region", "us"),
                Map.of("Mcp-Param-Region", "eu"),
                Map.of("Mcp-Param-Region", "=?base64?dXM?="),
                Map.<String, String>of())) {
            HttpReply reply = new Modern(Map.of()).post("tools/call", call, headers);
            assertThat(reply.status()).as(headers.toString()).isEqualTo(400);
            assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32020);
        }
        for (String region : List.of("us", "  us ", "=?base64?dXM=?=")) {
            HttpReply reply = new Modern(Map.of()).post("tools/call", call, Map.of("Mcp-Param-Region", region));
            assertThat(reply.status()).as(region).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "of/tomorrow"})
    void refusesMethodsThatStatelessRevisionsDoNotKnow(String method) {
        HttpReply reply = new Modern(Map.of()).post(method, Map.of("uri", FixtureResources.WATCHED));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"server/discover", "tools/list", "prompts/list", "resources/list", "resources/templates/list"})
    void saysHowLongAnAnswerStaysGoodAndWhoGaveIt(String method) {
        JsonNode result = ask(MODERN, method, Map.of()).path("result");
        assertThat(result.path("ttlMs").isIntegralNumber()).isTrue();
        assertThat(result.path("ttlMs").asLong()).isNotNegative();
        assertThat(result.path("cacheScope").asText()).isIn("public", "private");
        assertThat(result.path("_meta").path(PREFIX + "serverInfo").path("name").asText())
                .isEqualTo("Conformance fixtures");
    }

    @Test
    void declaresEverythingThatTheSuitesAskFor() {
        assertThat(new TreeSet<>(FixtureServer.catalog().toolNames()))
                .contains("test_sampling", "test_elicitation", "test_reconnection", "test_trigger_tool_change");
    }

    private JsonNode call(String revision, String tool) {
        return ask(revision, "tools/call", Map.of("name", tool)).path("result");
    }

    private JsonNode read(String revision, String uri) {
        return ask(revision, "resources/read", Map.of("uri", uri)).at("/result/contents/0");
    }

    private JsonNode ask(String revision, String method, Map<String, Object> params) {
        return revision.equals(MODERN)
                ? new Modern(Map.of("elicitation", Map.of(), "sampling", Map.of()))
                        .post(method, params)
                        .json()
                : new McpProbe(server.port()).open(revision).request(method, params);
    }

    private static JsonNode find(JsonNode tools, String name) {
        for (JsonNode tool : tools) {
            if (tool.path("name").asText().equals(name)) {
                return tool;
            }
        }
        throw new AssertionError("no tool " + name);
    }

    private static Map<String, Object> accepted(Map<String, Object> content) {
        return Map.of("action", "accept", "content", content);
    }

    private static Map<String, Object> round(Map<String, Object> call, JsonNode before, Map<String, Object> answers) {
        Map<String, Object> params = new HashMap<>(call);
        params.put("inputResponses", answers);
        params.put("requestState", before.path("requestState").asText());
        return params;
    }

    /** A client whose every request stands for itself. */
    private final class Modern {

        private final Map<String, Object> capabilities;

        private Modern(Map<String, Object> capabilities) {
            this.capabilities = capabilities;
        }

        HttpReply post(String method, Map<String, Object> params) {
            return post(method, params, Map.of());
        }

        HttpReply post(String method, Map<String, Object> params, Map<String, String> headers) {
            McpProbe probe = new McpProbe(server.port())
                    .with("MCP-Protocol-Version", MODERN)
                    .with("Mcp-Method", method);
            for (String named : List.of("name", "uri")) {
                if (params.containsKey(named)) {
                    probe.with("Mcp-Name", String.valueOf(params.get(named)));
                }
            }
            headers.forEach(probe::with);
            Map<String, Object> whole = new HashMap<>(params);
            whole.put("_meta", Map.of(PREFIX + "protocolVersion", MODERN, PREFIX + "clientCapabilities", capabilities));
            return probe.post(probe.message(method, whole));
        }
    }
}
