package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of the stateless revision gets. */
class ModernCallsTest {

    private static final String BATCH =
            "{'name':'batch_records','arguments':{'operation':'create','record_type':'c','items':[{'a':1}]}}";

    private final FakeUpstream plain = new FakeUpstream();
    private final CapableUpstream upstream = new CapableUpstream(plain, TestGuide.everything());
    private final TestServer server = new TestServer(upstream, ToolSelection.of(List.of("all")));
    private final ModernProbe client = server.modern();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsWhatTheServerIsWithoutAHandshake() {
        JsonNode result = client.result("server/discover", "{}");
        assertThat(result.path("supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
        assertThat(result.path("instructions").asText()).contains("Fake Upstream");
        assertThat(result.at("/capabilities/tools").isObject()).isTrue();
        assertThat(result.at("/capabilities/prompts").isObject()).isTrue();
        assertThat(result.at("/capabilities/resources").isObject()).isTrue();
        assertThat(result.at("/capabilities/completions").isObject()).isTrue();
        assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asText())
                .isEqualTo("Test MCP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server/discover          | {}                                           | 300000",
                "tools/list               | {}                                           | 300000",
                "prompts/list             | {}                                           | 300000",
                "resources/list           | {}                                           | 300000",
                "resources/templates/list | {}                                           | 300000",
                "resources/read           | {'uri':'upstream://fake/guide/dialect'}      | 300000",
                "resources/read           | {'uri':'upstream://fake/guide/dialect','inputResponses':{}} | 0",
                "resources/read           | {'uri':'upstream://fake/schema/customer'}    | 0"
            })
    void saysHowLongAndForWhomAResultIsGood(String method, String params, int ttl) {
        JsonNode result = client.result(method, params);
        assertThat(result.path("ttlMs").isIntegralNumber()).isTrue();
        assertThat(result.path("ttlMs").asInt()).isEqualTo(ttl);
        assertThat(result.path("cacheScope").asText()).isEqualTo("private");
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tools/call          | {'name':'list_datasets'}",
                "tools/call          | {'name':'list_datasets','arguments':null}",
                "prompts/get         | {'name':'explain','arguments':{'record_type':'customer'}}",
                "completion/complete | {'ref':{'type':'ref/prompt','name':'explain'},'argument':{'name':'record_type','value':'c'}}"
            })
    void marksEveryResultAsWholeAndSaysWhoseItIs(String method, String params) {
        JsonNode result = client.result(method, params);
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
        assertThat(result.path("_meta").has("io.modelcontextprotocol/serverInfo"))
                .isTrue();
        assertThat(result.has("ttlMs")).isFalse();
    }

    @Test
    void needsNoSessionAndTakesNoneAmiss() {
        HttpReply reply = client.with("Mcp-Session-Id", "gone")
                .with("Last-Event-ID", "7")
                .send("tools/call", "{'name':'list_datasets'}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Mcp-Session-Id")).isEmpty();
        assertThat(reply.header("Content-Type")).hasValue("application/json");
    }

    @Test
    void listsTheSameToolsAsToClientsWithASession() {
        JsonNode here = client.result("tools/list", "{}").path("tools");
        JsonNode there = server.probe()
                .open("2025-11-25")
                .request("tools/list", Map.of())
                .at("/result/tools");
        assertThat(here.findValuesAsText("name")).isEqualTo(there.findValuesAsText("name"));
        assertThat(here.findValuesAsText("description")).isEqualTo(there.findValuesAsText("description"));
        for (int i = 0; i < here.size(); i++) {
            assertThat(here.get(i).path("outputSchema")).isEqualTo(there.get(i).path("outputSchema"));
            assertThat(here.get(i).path("annotations")).isEqualTo(there.get(i).path("annotations"));
        }
    }

    @Test
    void asksForTheAccountInAHeaderAndTellsClientsWithASessionNothingOfIt() {
        JsonNode account = client.result("tools/list", "{}").at("/tools/0/inputSchema/properties/account_id");
        assertThat(account.path("x-mcp-header").asText()).isEqualTo("Account-Id");
        assertThat(account.path("type").asText()).isEqualTo("string");
        JsonNode there = server.probe().open("2025-11-25").request("tools/list", Map.of());
        assertThat(there.toString()).doesNotContain("x-mcp-header");
        assertThat(there.at("/result/tools/0/inputSchema/properties/account_id/type/1")
                        .asText())
                .isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'acme' | acme", "'acme' | =?base64?YWNtZQ==?=", "'acme' |   acme  ", "null   |"})
    void takesAnAccountThatItsHeaderTells(String account, String header) {
        JsonNode result = client.with("mcp-PARAM-account-id", header == null ? "" : header)
                .call("get_record", "{'record_type':'c','record_id':'1','account_id':" + account + "}");
        assertThat(result.at("/structuredContent/errors/0/code").asText()).isEqualTo("RECORD_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({"mcp-name, '  get_record '", "MCP-NAME, =?base64?Z2V0X3JlY29yZA==?=", "mcp-METHOD, ' tools/call'"})
    void takesHeadersInAnyCaseWithBlanksAroundThem(String header, String value) {
        String twin = header.equalsIgnoreCase("mcp-name") ? "Mcp-Name" : "Mcp-Method";
        HttpReply reply = client.with(twin, "")
                .with(header, value)
                .send("tools/call", "{'name':'get_record','arguments':{'record_type':'c','record_id':'1'}}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void answersAFailureOfTheUpstreamAsAResultThatFitsItsSchema() {
        JsonNode tool = client.result("tools/list", "{}").at("/tools/1");
        JsonNode result = client.call(tool.path("name").asText(), "{'record_type':'customer','record_id':'9'}");
        assertThat(result.path("isError").asBoolean()).isTrue();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tool.path("outputSchema"));
        assertThat(schema.validate(result.path("structuredContent"))).isEmpty();
        assertThat(ModernProbe.json(result.at("/content/0/text").asText())).isEqualTo(result.path("structuredContent"));
    }

    @Test
    void readsAndPromptsAndCompletes() {
        assertThat(client.result("resources/read", "{'uri':'upstream://fake/guide/dialect'}")
                        .at("/contents/0/text")
                        .asText())
                .isEqualTo("# Dialect");
        JsonNode prompt =
                client.result("prompts/get", "{'name':'explain','arguments':{'record_type':'customer','why':null}}");
        assertThat(prompt.at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(prompt.at("/messages/0/content/text").asText()).isEqualTo("Explain customer : ");
        JsonNode names = client.result(
                "completion/complete",
                "{'ref':{'type':'ref/resource','uri':'upstream://fake/schema/{record_type}'},"
                        + "'argument':{'name':'record_type','value':'c'}}");
        assertThat(names.at("/completion/values/0").asText()).isEqualTo("customer");
        assertThat(names.at("/completion/hasMore").asBoolean(true)).isFalse();
    }

    @Test
    void streamsWhenThereIsSomethingToTellAndEndsWithTheResult() {
        upstream.telling(progress -> {
            for (long done : new long[] {1, 1, 3, 2}) {
                progress.progressed(done, OptionalLong.of(4), "at " + done);
            }
        });
        HttpReply reply = client.meta("progressToken", "7").send("tools/call", BATCH);
        assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(reply.header("X-Accel-Buffering")).hasValue("no");
        List<JsonNode> events = ModernProbe.events(reply);
        assertThat(events.stream().map(event -> event.at("/params/message").asText()))
                .containsExactly("at 1", "at 3", "");
        assertThat(events.getFirst().at("/params/progressToken").intValue()).isEqualTo(7);
        assertThat(events.getLast().at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(reply.text()).doesNotContain("id: ");
    }

    @Test
    void answersPlainlyWhereNobodyAskedToBeToldAnything() {
        upstream.telling(progress -> progress.progressed(1, OptionalLong.empty(), "begun"));
        assertThat(client.send("tools/call", BATCH).header("Content-Type")).hasValue("application/json");
    }
}
