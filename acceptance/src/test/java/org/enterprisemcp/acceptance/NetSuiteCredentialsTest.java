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
        Map<String, String> settings = Map.of(
                "UPSTREAM_OAUTH_CLIENT_ID", "",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "",
                "UPSTREAM_ACCESS_TOKEN", sandbox.issueToken(NetSuiteSandbox.PRODUCTION));
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox, settings)) {
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
}
