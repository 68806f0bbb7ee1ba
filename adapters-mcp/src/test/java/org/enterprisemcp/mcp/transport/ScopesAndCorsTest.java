package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesAndCorsTest {

    private static final String ORIGIN = "https://app.example.com";

    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @DisplayName("PR-03: refuses a tool that the token does not allow, and names all scopes that it takes")
    @CsvSource({
        "get_record, mcp:write, [mcp:read]",
        "create_record, mcp:read, [mcp:write]",
        "update_record, mcp:read mcp:delete, [mcp:write]",
        "delete_record, mcp:read mcp:write, [mcp:delete]",
        "execute_query, mcp:write mcp:delete, [mcp:read]"
    })
    void refusesAToolThatTheTokenDoesNotAllow(String tool, String scopes, String needed) {
        HttpReply reply = caller(scopes).post(call(tool));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate")).contains("Bearer needs " + needed);
        assertThat(reply.json().at("/error/message").asText()).contains("does not allow");
    }

    @Test
    void refusesAWholeBatchOfWhichOneCallIsNotAllowed() {
        McpProbe caller = probe("mcp:read").open("2025-03-26");
        HttpReply reply = caller.post(List.of(call("get_record"), call("delete_record")));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(server.upstream.scopes()).isEmpty();
    }

    @Test
    void listsToolsForATokenThatAllowsNothingOfThem() {
        assertThat(caller("other").request("tools/list", Map.of()).at("/result/tools"))
                .isNotEmpty();
    }

    @Test
    void refusesThePreflightOfAForeignPage() {
        HttpReply reply = new McpProbe(server.port())
                .with("Origin", "https://evil.example")
                .send("OPTIONS");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    @DisplayName("PR-12: answers a page's preflight, and lets it read what it needs")
    void answersThePreflightOfAnAllowedPage() {
        HttpReply reply = new McpProbe(server.port()).with("Origin", ORIGIN).send("OPTIONS");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(reply.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "MCP-Protocol-Version", "Mcp-Session-Id");
        assertThat(reply.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("WWW-Authenticate", "Mcp-Session-Id");
    }

    private McpProbe caller(String scopes) {
        return probe(scopes).open("2025-11-25");
    }

    private McpProbe probe(String scopes) {
        return new McpProbe(server.port()).with("X-Test-User", "ann").with("X-Test-Scopes", scopes);
    }

    private static Map<String, Object> call(String tool) {
        return Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                Map.of("name", tool, "arguments", Map.of()));
    }
}
