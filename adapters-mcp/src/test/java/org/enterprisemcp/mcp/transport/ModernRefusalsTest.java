package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stateless revision refuses, in the order in which it looks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModernRefusalsTest {

    private static final String RECORD = "{'name':'get_record','arguments':{'record_type':'c','record_id':'1'}}";

    private final FakeUpstream plain = new FakeUpstream();
    private final CapableUpstream upstream = new CapableUpstream(plain, TestGuide.everything());
    private final TestServer server = new TestServer(upstream, ToolSelection.of(List.of("all")));

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "protocolVersion    |",
                "clientCapabilities |",
                "clientCapabilities | 3",
                "clientCapabilities | null",
                "protocolVersion    | 3",
                "clientInfo         | {'name':'x'}",
                "progressToken      | {}"
            })
    void refusesARequestThatDoesNotSayWhatItMust(String key, String json) {
        HttpReply reply = server.modern().meta(key, json == null ? "" : json).send("tools/list", "{}");
        assertRefused(reply, 400, -32602);
        assertThat(message(reply)).contains(key);
    }

    @Test
    void refusesARequestWithoutMetadataWhoseHeaderNamesTheRevision() {
        HttpReply reply = server.modern()
                .meta("protocolVersion", "")
                .meta("clientCapabilities", "")
                .send("tools/list", "{}");
        assertRefused(reply, 400, -32602);
        assertThat(message(reply)).contains("protocolVersion", "clientCapabilities");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-01-01", "2025-11-25", "2099-12-31", "tomorrow"})
    void refusesARevisionThatIsNotSpokenAndNamesThoseThatAre(String revision) {
        HttpReply reply = server.modern()
                .meta("protocolVersion", "'" + revision + "'")
                .with("MCP-Protocol-Version", revision)
                // Not even looked at: the revision comes first.
                .with("Mcp-Method", "")
                .send("tools/list", "{}");
        assertRefused(reply, 400, -32022);
        JsonNode data = reply.json().at("/error/data");
        assertThat(data.path("requested").asText()).isEqualTo(revision);
        assertThat(data.path("supported"))
                .isEqualTo(server.modern().result("server/discover", "{}").path("supportedVersions"));
    }

    @ParameterizedTest
    @CsvSource({
        "MCP-Protocol-Version, ''",
        "MCP-Protocol-Version, 2025-11-25",
        "Mcp-Method, ''",
        "Mcp-Method, tools/list",
        "Mcp-Method, TOOLS/CALL",
        "Mcp-Name, ''",
        "Mcp-Name, delete_record",
        "Mcp-Name, =?base64?Z2V0X3JlY29yZA?=",
        "Mcp-Name, =?BASE64?Z2V0X3JlY29yZA==?=",
        "Mcp-Name, =?base64?Z2V0X3Jl*29yZA==?="
    })
    void refusesHeadersThatAreMissingOrSayOtherwiseThanTheBody(String header, String value) {
        int before = plain.scopes().size();
        HttpReply reply = server.modern().with(header, value).send("tools/call", RECORD);
        assertRefused(reply, 400, -32020);
        assertThat(message(reply)).contains(header);
        assertThat(plain.scopes()).hasSize(before);
    }

    @Test
    void refusesANameThatOnlyAHeaderTells() {
        assertRefused(server.modern().with("Mcp-Name", "get_record").send("tools/call", "{}"), 400, -32020);
        assertRefused(server.modern().with("Mcp-Name", "x").send("resources/read", "{'uri':3}"), 400, -32020);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'acme'   |",
                "'acme'   | initech",
                "'acme'   | ACME",
                "'acme'   | =?base64?YWNtZ?=",
                "null     | acme",
                "'ac\u00e9'   | ac\u00e9"
            })
    void refusesAnAccountThatItsHeaderDoesNotTell(String account, String header) {
        int before = plain.scopes().size();
        HttpReply reply = server.modern()
                .with("mcp-param-account-id", header == null ? "" : header)
                .send("tools/call", RECORD.replace("'1'", "'1','account_id':" + account));
        assertRefused(reply, 400, -32020);
        assertThat(message(reply)).contains("Mcp-Param-Account-Id");
        assertThat(plain.scopes()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "tasks/result",
                "tasks/list",
                "no/such"
            })
    void knowsNoMethodOfOtherRevisions(String method) {
        assertRefused(server.modern().send(method, "{}"), 404, -32601);
    }

    @Test
    void knowsNoMethodBehindWhichThereIsNothing() {
        try (TestServer bare =
                new TestServer(new FakeUpstream().offering(), ToolSelection.of(List.of("connection_status")))) {
            for (String method : List.of("prompts/list", "resources/list", "completion/complete")) {
                assertRefused(bare.modern().send(method, "{}"), 404, -32601);
            }
            assertThat(bare.modern()
                            .result("server/discover", "{}")
                            .path("capabilities")
                            .toString())
                    .doesNotContain("prompts", "resources", "completions", "listChanged");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tools/call               | {}",
                "tools/call               | {'name':3}",
                "tools/call               | {'name':'no_such'}",
                "tools/call               | {'name':'get_record','arguments':[]}",
                "tools/call               | {'name':'get_record','inputResponses':null}",
                "tools/call               | {'name':'get_record','inputResponses':{'a':3}}",
                "tools/call               | {'name':'get_record','requestState':3}",
                "tools/call               | {'name':'get_record','requestState':'made up'}",
                "tools/list               | {'cursor':'2'}",
                "resources/read           | {}",
                "resources/read           | {'uri':'upstream://fake/nothing'}",
                "resources/read           | {'uri':'upstream://fake/record/c/9'}",
                "prompts/get              | {'name':'no_such'}",
                "prompts/get              | {'name':'explain'}",
                "prompts/get              | {'name':'explain','arguments':{'record_type':{}}}",
                "completion/complete      | {'ref':{'type':'ref/prompt','name':'explain'}}",
                "completion/complete      | {'ref':{'type':'ref/prompt','name':'x'},'argument':{'name':'a','value':''}}",
                "completion/complete      | {'ref':{'type':'ref/other'},'argument':{'name':'a','value':''}}",
                "subscriptions/listen     | {}",
                "subscriptions/listen     | {'notifications':{'toolsListChanged':'yes'}}",
                "subscriptions/listen     | {'notifications':{'resourceSubscriptions':[3]}}",
                "subscriptions/listen     | {'notifications':{'resourceSubscriptions':'a'}}"
            })
    void answersParametersThatCannotBeInBand(String method, String params) {
        assertRefused(server.modern().send(method, params), 200, -32602);
    }

    @Test
    void saysWhichResourceIsMissing() {
        HttpReply reply = server.modern().send("resources/read", "{'uri':'upstream://fake/nothing'}");
        assertThat(reply.json().at("/error/data/uri").asText()).isEqualTo("upstream://fake/nothing");
    }

    @Test
    void refusesALogLevelThatIsNone() {
        assertRefused(server.modern().meta("logLevel", "'loud'").send("tools/call", RECORD), 200, -32602);
    }

    @Test
    void refusesATaskThatTheClientCannotFollow() {
        HttpReply reply = server.modern().send("subscriptions/listen", "{'notifications':{'taskIds':['t']}}");
        assertRefused(reply, 400, -32021);
        assertThat(reply.json()
                        .at("/error/data/requiredCapabilities/extensions")
                        .has("io.modelcontextprotocol/tasks"))
                .isTrue();
    }

    @Test
    void refusesWhatTheTokenDoesNotAllowAndChallengesForMore() {
        ModernProbe reader = server.modern().with("X-Test-User", "ann").with("X-Test-Scopes", "mcp:write");
        HttpReply reply = reader.send("tools/call", RECORD);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate")).contains("Bearer needs [mcp:read]");
        assertThat(reader.send("resources/read", "{'uri':'upstream://fake/guide/dialect'}")
                        .status())
                .isEqualTo(403);
        assertThat(reader.send("subscriptions/listen", "{'notifications':{'resourceSubscriptions':['a']}}")
                        .status())
                .isEqualTo(403);
        assertThat(reader.send("tools/list", "{}").status()).isEqualTo(200);
    }

    @Test
    void hidesAMistakeOfItsOwn() {
        upstream.failNext(new IllegalStateException("password=hunter2"));
        HttpReply reply = server.modern().send("resources/read", "{'uri':'upstream://fake/record-types'}");
        assertRefused(reply, 200, -32603);
        assertThat(reply.text()).doesNotContain("hunter2", "IllegalState");
    }

    @Test
    void takesNotificationsWithoutAWord() {
        HttpReply reply = server.probe()
                .with("MCP-Protocol-Version", ModernProbe.REVISION)
                .post(Map.of("jsonrpc", "2.0", "method", "notifications/cancelled", "params", Map.of("requestId", 1)));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
    }

    private static String message(HttpReply reply) {
        return reply.json().at("/error/message").asText();
    }

    private static void assertRefused(HttpReply reply, int status, int code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().at("/error/code").asInt()).as(reply.text()).isEqualTo(code);
        assertThat(reply.json().path("id").asInt()).isEqualTo(1);
        assertThat(message(reply)).isNotBlank();
        assertThat(reply.text()).doesNotContain("Exception", "\\tat ", ".java:");
    }
}
