package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Users sign in at the look-alike through the product, and their calls go there as them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OAuthProxyTest {

    private static final String ALL = "mcp:read mcp:write mcp:delete";

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final OAuthProduct product = new OAuthProduct(sandbox, Map.of());
    private final String client = product.register(OAuthProduct.REDIRECT);

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @Test
    void refusesACallerWithoutATokenAndTellsWhereToGetOne() {
        HttpReply reply = new McpProbe(portOf(product)).post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate").orElseThrow())
                .contains("resource_metadata=\"" + product.base() + "/.well-known/oauth-protected-resource/mcp\"");
    }

    @Test
    @DisplayName("PR-09: refuses a token of the upstream itself")
    void refusesATokenOfTheUpstream() {
        String upstreams = sandbox.issueToken(NetSuiteSandbox.PRODUCTION);
        HttpReply reply = product.client(upstreams).post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    }

    @Test
    @DisplayName("PR-03: refuses a tool that the user did not agree to, over the wire")
    void refusesAToolBeyondTheScope() {
        McpProbe reader = client(product.signIn(client, "mcp:read"));
        HttpReply reply = reader.post(reader.message("tools/call", deletion()));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"mcp:delete\"", "resource_metadata=");
    }

    @Test
    @DisplayName("AT-23: refuses an account that is not the caller's, before anything is sent")
    void refusesAnotherAccount() {
        McpProbe ann = client(product.signIn(client, ALL));
        sandbox.control().clearJournal();
        JsonNode refused = ann.call(
                "get_record",
                Map.of("record_type", "customer", "record_id", "1", "account_id", NetSuiteSandbox.SANDBOX));
        assertThat(refused.at("/structuredContent/errors/0/field").asText()).isEqualTo("account_id");
        assertThat(sandbox.control().journal()).isEmpty();
    }

    @Test
    void callsGoUpstreamAsTheUserAndNeverWithOurToken() {
        HttpReply tokens = product.signIn(client, ALL);
        String access = tokens.json().path("access_token").asText();
        McpProbe ann = client(tokens);
        sandbox.control().clearJournal();
        JsonNode created = ann.call(
                "create_record",
                Map.of(
                        "record_type",
                        "customer",
                        "payload",
                        Map.of("companyName", "Signed in Ltd", "subsidiary", Map.of("id", "1"))));
        assertThat(created.at("/structuredContent/ok").asBoolean())
                .as(created.toString())
                .isTrue();
        assertThat(sandbox.control().journal()).isNotEmpty();
        assertThat(sandbox.control().journal().toString()).doesNotContain(access);
    }

    @Test
    void tellsAUserAsWhomTheyAreSignedIn() {
        JsonNode status = client(product.signIn(client, ALL)).call("connection_status", Map.of());
        JsonNode data = status.at("/structuredContent/data");
        assertThat(data.path("signed_in").asBoolean()).isTrue();
        assertThat(data.at("/identity/role").asText()).isNotEmpty();
        assertThat(data.at("/identity/entity").asText()).isNotEmpty();
        assertThat(data.path("token_expires_at").asText()).isNotEmpty();
    }

    @Test
    void listsToolsWithoutCallingTheUpstream() {
        McpProbe ann = client(product.signIn(client, ALL));
        sandbox.control().clearJournal();
        assertThat(ann.request("tools/list", Map.of()).at("/result/tools")).isNotEmpty();
        assertThat(sandbox.control().journal()).isEmpty();
    }

    private McpProbe client(HttpReply tokens) {
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        return product.client(tokens.json().path("access_token").asText()).open("2025-11-25");
    }

    private static Map<String, Object> deletion() {
        return Map.of("name", "delete_record", "arguments", Map.of("record_type", "customer", "record_id", "1"));
    }

    private static int portOf(OAuthProduct product) {
        return URI.create(product.base()).getPort();
    }
}
