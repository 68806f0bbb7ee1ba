package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpHttpRefusalsTest {

    private static final String LATEST = "2025-11-25";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";

    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "nonsense", ""})
    void refusesMalformedJsonWithAParseError(String body) {
        assertRefused(open().post(body), 400, -32700, "null");
    }

    @Test
    void refusesJsonThatIsNestedTooDeeply() {
        String deep = "[".repeat(JsonCodec.MAX_DEPTH + 1) + "]".repeat(JsonCodec.MAX_DEPTH + 1);
        assertRefused(open().post(deep), 400, -32700, "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"ping\"",
                "{}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":3}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{}}",
                "[]"
            })
    void refusesWhatIsNoJsonRpcMessage(String body) {
        HttpReply reply = open().post(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32600);
    }

    @Test
    void refusesParametersThatAreNoObject() {
        assertRefused(
                open().post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":[1]}"),
                400,
                -32602,
                "7");
    }

    @Test
    void refusesABodyThatIsLongerThanAllowed() {
        byte[] long5Mb = new byte[5 * 1024 * 1024];
        assertRefused(open().post(long5Mb), 413, -32600, "null");
    }

    @Test
    void refusesALongBodyThatDoesNotTellItsLength() {
        HttpReply reply = open().with("Transfer-Encoding", "chunked").post(chunked(TestServer.MAX_BODY + 1));
        assertRefused(reply, 413, -32600, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json-seq", ""})
    void refusesAContentTypeThatIsNotJson(String contentType) {
        assertRefused(open().with("Content-Type", contentType).post(PING), 415, -32600, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream", "text/html", ""})
    void refusesAClientThatCannotReadBothKindsOfAnswer(String accept) {
        assertRefused(open().with("Accept", accept).post(PING), 406, -32600, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*, text/*", "text/event-stream;q=0.5,application/json; charset=utf-8"})
    void acceptsEveryWayOfSayingThatBothAreFine(String accept) {
        assertThat(open().with("Accept", accept).post(PING).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com", "127.0.0.1.evil.example.com", "localhost.evil.example", "evil:80"})
    void refusesAForeignHost(String host) {
        assertRefused(open().with("Host", host).post(PING), 403, -32600, "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example.com",
                "https://app.example.com.evil.example",
                "null",
                "http://localhost.evil"
            })
    void refusesAForeignOrigin(String origin) {
        assertRefused(open().with("Origin", origin).post(PING), 403, -32600, "null");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8000, http://localhost:5173",
        "127.0.0.1,      http://127.0.0.1:8000",
        "'[::1]:8000',   http://[::1]:8000",
        "mcp.example.com,https://app.example.com"
    })
    void acceptsItsOwnNamesAndTheConfiguredOrigins(String host, String origin) {
        assertThat(open().with("Host", host).with("Origin", origin).post(PING).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-Forwarded-Host"})
    void refusesWhatAProxyPassesOnBecauseNobodySignsInHere(String header) {
        assertRefused(open().with(header, "for=10.0.0.1").post(PING), 403, -32600, "null");
    }

    @Test
    void refusesLoopbackNamesWhenTheServerIsNotOnLoopback() {
        try (TestServer open =
                new TestServer(new HttpOptions(Set.of("mcp.example.com"), Set.of(), false, false, 4096))) {
            assertThat(open.probe().post(PING).status()).isEqualTo(403);
        }
    }

    @Test
    void refusesARequestWithoutASession() {
        assertRefused(server.probe().post(PING), 400, -32600, "null");
    }

    @Test
    void refusesAnUnknownSession() {
        assertRefused(server.probe().with("Mcp-Session-Id", "feed").post(PING), 404, -32001, "null");
    }

    @Test
    void refusesASessionThatIsSomebodyElses() {
        McpProbe ann = server.probe().with("X-Test-User", "ann").open(LATEST);
        assertThat(ann.post(PING).status()).isEqualTo(200);
        assertRefused(ann.with("X-Test-User", "bob").post(PING), 404, -32001, "null");
    }

    @Test
    void refusesAProtocolVersionThatIsNone() {
        assertRefused(open().with("MCP-Protocol-Version", "2024-99-99").post(PING), 400, -32600, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-06-18", "2025-11-25"})
    void refusesABatchOutsideTheOneRevisionThatHasThem(String revision) {
        assertRefused(server.probe().open(revision).post("[" + PING + "]"), 400, -32600, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void refusesOtherMethodsAndSaysWhichAreAllowed(String method) {
        HttpReply reply = open().send(method);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("GET, POST, DELETE, OPTIONS");
    }

    @Test
    void refusesToListenWhereNothingIsToldUnasked() {
        HttpReply reply = open().send("GET");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("POST, DELETE, OPTIONS");
    }

    @Test
    void answersAnUnknownMethodByItsId() {
        assertRefused(open().post("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"no/such\"}"), 200, -32601, "\"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"no_such_tool\",\"arguments\":{}}",
                "{\"name\":3}",
                "{}",
                "{\"name\":\"get_record\",\"arguments\":[]}",
                "{\"name\":\"get_record\",\"arguments\":\"x\"}"
            })
    void refusesAToolCallThatNamesNoToolOrWhoseArgumentsAreNoObject(String params) {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":" + params + "}";
        assertRefused(open().post(call), 200, -32602, "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocolVersion", "capabilities", "clientInfo"})
    void refusesAnInitializeThatLacksWhatTheRevisionAsksFor(String missing) {
        Map<String, Object> params = new HashMap<>(McpProbe.initializeParams(LATEST));
        params.remove(missing);
        McpProbe probe = server.probe();
        HttpReply reply = probe.post(probe.message("initialize", params));
        assertRefused(reply, 400, -32602, "1");
        assertThat(reply.json().at("/error/message").asText()).contains(missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'roots':3}      | {'name':'c','version':'1'}            | params.capabilities.roots",
                "{'sampling':[1]} | {'name':'c','version':'1'}            | params.capabilities.sampling",
                "{}               | {'name':'c','version':'1','icons':3}  | params.clientInfo.icons",
                "{}               | {'name':'c','version':'1','title':{}} | params.clientInfo.title"
            })
    void refusesAnInitializeInWhichAFieldIsOfAnotherKind(String capabilities, String clientInfo, String field) {
        String initialize = "{'jsonrpc':'2.0','id':7,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                + "'capabilities':" + capabilities + ",'clientInfo':" + clientInfo + "}}";
        HttpReply reply = server.probe().post(initialize.replace('\'', '"'));
        assertRefused(reply, 400, -32602, "7");
        assertThat(reply.json().at("/error/message").asText()).startsWith(field + " ");
    }

    @Test
    void refusesACallInWhichAFieldOfTheProtocolIsOfAnotherKind() {
        HttpReply reply = open().post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"get_record\",\"arguments\":{},\"_meta\":3}}");
        assertRefused(reply, 200, -32602, "7");
        assertThat(reply.json().at("/error/message").asText()).startsWith("params._meta ");
        assertThat(server.upstream.scopes()).isEmpty();
    }

    private McpProbe open() {
        return server.probe().open(LATEST);
    }

    private static byte[] chunked(int length) {
        String chunk = Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n0\r\n\r\n";
        return chunk.getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertRefused(HttpReply reply, int status, int code, String id) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(code);
        assertThat(reply.json().path("id").toString()).isEqualTo(id);
        assertThat(reply.json().at("/error/message").asText()).isNotBlank();
        assertThat(reply.text()).doesNotContain("Exception", "\\tat ", ".java:");
    }
}
