package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The credentials that the server can have of its own, at the look-alike's token endpoint. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetSuiteCredentialsTest {

    private static final Map<String, Object> CHECK = Map.of("check", true);

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void saysThatItsSecretIsRefused() {
        try (NetSuiteProduct product =
                new NetSuiteProduct(sandbox, Map.of("UPSTREAM_OAUTH_CLIENT_SECRET", "not-the-secret"))) {
            JsonNode refused =
                    error(product.client().call("execute_query", Map.of("query", "SELECT id FROM currency")));
            assertThat(refused.path("code").asText()).isEqualTo("INVALID_CREDENTIALS");
            assertThat(refused.toString()).doesNotContain("not-the-secret");
        }
    }

    @Test
    void saysWhatTheRoleBehindATokenMayNotDo() {
        String limited = sandbox.issueLimitedToken(NetSuiteSandbox.PRODUCTION);
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox, onlyToken(limited))) {
            McpProbe client = product.client();
            Map<String, Object> employee = Map.of("record_type", "employee", "record_id", "361");
            JsonNode unseen = error(client.call("get_record", employee));
            assertThat(unseen.path("code").asText()).isEqualTo("PERMISSION");
            assertThat(unseen.path("hint").asText()).contains("permission", "REST Web Services");
            Map<String, Object> customer = Map.of("record_type", "customer", "record_id", "107");
            assertThat(error(client.call("delete_record", customer))
                            .path("code")
                            .asText())
                    .isEqualTo("PERMISSION");
            data(client.call("get_record", customer));
            JsonNode table = error(client.call("execute_query", Map.of("query", "SELECT id FROM employee")));
            assertThat(table.path("message").asText()).contains("Invalid search type: employee");
            assertThat(table.path("hint").asText()).contains("the role may not see it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "ES256", "ES384", "ES512"})
    void provesItselfByACertificate(String algorithm, @TempDir Path folder) throws IOException {
        var key = sandbox.machineKey(algorithm);
        Path pem = Files.writeString(folder.resolve("key.pem"), key.privateKeyPem());
        Map<String, String> settings = Map.of(
                "UPSTREAM_OAUTH_CLIENT_SECRET", "",
                "UPSTREAM_OAUTH_KEY_ID", key.certificateId(),
                "UPSTREAM_OAUTH_PRIVATE_KEY_FILE", pem.toString());
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox, settings)) {
            assertThat(data(product.client().call("connection_status", CHECK))
                            .at("/check/accepted")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void takesATokenAsItIsAndSaysWhenItHasExpired() {
        String token = sandbox.issueToken(NetSuiteSandbox.PRODUCTION);
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox, onlyToken(token))) {
            assertThat(data(product.client().call("connection_status", CHECK))
                            .at("/check/accepted")
                            .asBoolean())
                    .isTrue();
            sandbox.control().advance(Duration.ofMinutes(61));
            JsonNode expired =
                    error(product.client().call("execute_query", Map.of("query", "SELECT id FROM currency")));
            assertThat(expired.path("code").asText()).isEqualTo("INVALID_CREDENTIALS");
        } finally {
            sandbox.control().reset();
        }
    }

    private static Map<String, String> onlyToken(String token) {
        return Map.of(
                "UPSTREAM_OAUTH_CLIENT_ID", "",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "",
                "UPSTREAM_ACCESS_TOKEN", token);
    }
}
