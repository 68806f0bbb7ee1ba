package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException.Server;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream's guide becomes: resources, prompts, completions; and the progress of a long call. */
class ResourcesAndPromptsTest {

    private final FakeUpstream plain = new FakeUpstream();
    private final CapableUpstream upstream = new CapableUpstream(plain, TestGuide.everything());
    private final TestServer server = new TestServer(upstream, ToolSelection.of(List.of("all")));
    private final McpProbe client = server.probe();

    @BeforeEach
    void open() {
        client.open("2025-11-25");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream://fake/guide/nothing",
                "upstream://other/guide/dialect",
                "upstream://fake/record/customer",
                "upstream://fake/record/customer/",
                "upstream://fake/schema/%zz",
                "file:///etc/passwd"
            })
    void knowsNoResourceBeyondItsOwn(String uri) {
        JsonNode error = client.request("resources/read", Map.of("uri", uri)).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32002);
        assertThat(error.at("/data/uri").asText()).isEqualTo(uri);
        assertThat(upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream://fake/record/customer/%2E%2E",
                "upstream://fake/record/../1",
                "upstream://fake/record/customer/%00",
                "upstream://fake/schema/..",
                "upstream://fake/schema/%20"
            })
    void namesTheVariableThatCannotBeAndAsksNobody(String uri) {
        JsonNode error = read(uri).path("error");
        assertThat(error.path("code").asInt()).as(error.toString()).isEqualTo(-32602);
        assertThat(error.path("message").asText()).containsAnyOf("record_type", "record_id");
        assertThat(plain.scopes()).isEmpty();
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void saysWhichResourceIsMissing() {
        String uri = "upstream://fake/record/customer/9";
        JsonNode error = read(uri).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32002);
        assertThat(error.at("/data/uri").asText()).isEqualTo(uri);
    }

    @Test
    void decodesWhatIsWrittenInPercent() {
        client.call("create_record", Map.of("record_type", "custom_type", "payload", Map.of("name", "Acme")));
        JsonNode answer = read("upstream://fake/record/custom%5Ftype/%31");
        assertThat(answer.at("/result/contents/0/text").asText()).contains("Acme");
        assertThat(answer.at("/result/contents/0/mimeType").asText()).isEqualTo("application/json");
    }

    @Test
    void hidesAMistakeOfItsOwn() {
        upstream.failNext(new IllegalStateException("password=hunter2"));
        JsonNode answer = read("upstream://fake/record-types");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
        assertThat(answer.toString()).doesNotContain("hunter2", "IllegalState");
    }

    @Test
    void knowsNoResourcesWhereThereAreNone() {
        FakeUpstream nothing = new FakeUpstream().offering();
        try (TestServer bare = new TestServer(nothing, ToolSelection.of(List.of("connection_status")))) {
            McpProbe probe = bare.probe();
            JsonNode capabilities = probe.request("initialize", McpProbe.initializeParams("2025-11-25"))
                    .at("/result/capabilities");
            assertThat(capabilities.has("resources")).isFalse();
            assertThat(capabilities.has("completions")).isFalse();
            assertThat(bare.probe()
                            .open("2025-11-25")
                            .request("resources/read", Map.of("uri", "upstream://fake/guide/x"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(-32601);
        }
    }

    @Test
    void saysWhichArgumentAPromptLacks() {
        JsonNode error = client.request("prompts/get", Map.of("name", "explain", "arguments", Map.of("why", "x")))
                .path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32602);
        assertThat(error.path("message").asText()).contains("record_type");
        assertThat(client.request("prompts/get", Map.of("name", "unknown"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void listsWithoutAskingTheUpstream() {
        assertThat(client.request("resources/list", Map.of())
                        .at("/result/resources")
                        .findValuesAsText("uri"))
                .containsExactlyInAnyOrder("upstream://fake/guide/dialect", "upstream://fake/record-types");
        assertThat(client.request("resources/templates/list", Map.of())
                        .at("/result/resourceTemplates")
                        .findValuesAsText("uriTemplate"))
                .containsExactlyInAnyOrder(
                        "upstream://fake/schema/{record_type}",
                        "upstream://fake/record/{record_type}/{record_id}",
                        "upstream://fake/rows/{rows_id}");
        assertThat(client.request("prompts/list", Map.of()).at("/result/prompts/0/arguments"))
                .hasSize(4);
        assertThat(upstream.requests()).isEmpty();
        assertThat(plain.scopes()).isEmpty();
    }

    @Test
    void readsPagesTypesSchemasAndRecords() {
        client.call("create_record", Map.of("record_type", "customer", "payload", Map.of("name", "Acme")));
        assertThat(text("upstream://fake/guide/dialect")).isEqualTo("# Dialect");
        assertThat(text("upstream://fake/record-types")).contains("\"customer\"");
        assertThat(text("upstream://fake/schema/customer")).contains("\"email\"");
        assertThat(text("upstream://fake/record/customer/1")).contains("Acme");
    }

    @Test
    void tellsAMissingRecordFromAnUpstreamThatFails() {
        JsonNode missing = client.request("resources/read", Map.of("uri", "upstream://fake/record/customer/9"))
                .path("error");
        assertThat(missing.path("code").asInt()).isEqualTo(-32002);
        plain.failNext(new Server("It is on fire.", CallFacts.answered(500, 4)));
        JsonNode failed = client.request("resources/read", Map.of("uri", "upstream://fake/record/customer/1"))
                .path("error");
        assertThat(failed.path("code").asInt()).isEqualTo(-32000);
        assertThat(failed.path("message").asText()).isEqualTo("It is on fire.");
        assertThat(failed.at("/data/code").asText()).isEqualTo("SERVER");
    }

    @Test
    void putsValuesIntoAPromptAndReadsNothingInThem() {
        JsonNode result = client.request(
                        "prompts/get",
                        Map.of(
                                "name",
                                "explain",
                                "arguments",
                                Map.of("record_type", "customer", "why", "{field} $1 \\\\")))
                .path("result");
        assertThat(result.at("/messages/0/content/text").asText()).isEqualTo("Explain customer : {field} $1 \\\\");
    }

    @Test
    void offersTheNamesThatExist() {
        assertThat(complete("record_type", "cust", Map.of())).containsExactly("customer");
        assertThat(complete("field", "e", Map.of("record_type", "customer"))).containsExactly("email");
        assertThat(complete("field", "e", Map.of())).isEmpty();
        assertThat(complete("table", "c", Map.of())).containsExactly("customer");
        assertThat(complete("why", "c", Map.of())).isEmpty();
        JsonNode template = client.request(
                "completion/complete",
                Map.of(
                        "ref", Map.of("type", "ref/resource", "uri", "upstream://fake/schema/{record_type}"),
                        "argument", Map.of("name", "record_type", "value", "c")));
        assertThat(template.at("/result/completion/values/0").asText()).isEqualTo("customer");
    }

    @Test
    void announcesNothingThatItDoesNotHave() {
        try (TestServer bare = new TestServer()) {
            JsonNode capabilities = bare.probe()
                    .request("initialize", McpProbe.initializeParams("2025-11-25"))
                    .at("/result/capabilities");
            assertThat(capabilities.has("tools")).isTrue();
            assertThat(capabilities.has("prompts")).isFalse();
        }
    }

    @Test
    void tellsProgressOnAStreamThatEndsWithTheResult() {
        HttpReply reply = client.post(client.message("tools/call", batch(Map.of("progressToken", "p1"))));
        assertThat(reply.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        List<String> events =
                reply.text().lines().filter(line -> line.startsWith("data: ")).toList();
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).contains("notifications/progress", "\"p1\"", "one is done");
        assertThat(events.get(1)).contains("\"progress\":2.0", "\"total\":2.0");
        assertThat(events.get(2)).contains("\"result\"", "structuredContent");
    }

    @Test
    void answersPlainlyWhenNobodyAskedForProgress() {
        HttpReply reply = client.post(client.message("tools/call", batch(Map.of())));
        assertThat(reply.header("Content-Type")).hasValue("application/json");
        assertThat(reply.json().at("/result/structuredContent/data/job_id").asText())
                .isEqualTo("42");
    }

    private static Map<String, Object> batch(Map<String, Object> meta) {
        return Map.of(
                "name",
                "batch_records",
                "arguments",
                Map.of("operation", "create", "record_type", "c", "items", List.of(Map.of("a", 1))),
                "_meta",
                meta);
    }

    private String text(String uri) {
        return read(uri).at("/result/contents/0/text").asText();
    }

    private List<String> complete(String argument, String typed, Map<String, String> others) {
        JsonNode result = client.request(
                "completion/complete",
                Map.of(
                        "ref", Map.of("type", "ref/prompt", "name", "explain"),
                        "argument", Map.of("name", argument, "value", typed),
                        "context", Map.of("arguments", others)));
        List<String> values = new ArrayList<>();
        result.at("/result/completion/values").forEach(value -> values.add(value.asText()));
        return values;
    }

    private JsonNode read(String uri) {
        return client.request("resources/read", Map.of("uri", uri));
    }
}
