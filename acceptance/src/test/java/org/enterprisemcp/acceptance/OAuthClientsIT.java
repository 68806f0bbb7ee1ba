package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP clients from npm sign their user in with OAuth code of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OAuthClientsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final OAuthProduct product = new OAuthProduct(sandbox, Map.of());

    /** Clients open the browser of the system; here that is a script which submits every page. */
    @BeforeEach
    void aBrowserThatSignsIn() throws IOException {
        Path visit = Path.of("npm/oauth-visit.mjs").toAbsolutePath();
        for (String name : List.of("xdg-open", "x-www-browser")) {
            Path browser = Files.writeString(
                    home.resolve(name), "#!/bin/sh\nexec node " + visit + " \"$1\" >>" + home + "/visit.txt 2>&1\n");
            assertThat(browser.toFile().setExecutable(true)).isTrue();
        }
    }

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"v1, ''", "v2, legacy", "v2, auto", "v2, 2026-07-28"})
    void theSdkSignsInAndCreatesARecordAsItsUser(String line, String mode) throws Exception {
        String plan = "{\"type\":\"customer\",\"payload\":{\"companyName\":\"SDK " + line + mode
                + " Ltd\",\"subsidiary\":{\"id\":\"1\"}}}";
        JsonNode report =
                JSON.readTree(Npm.run(home, List.of("oauth-sdk-" + line + ".mjs", plan, product.url(), mode)));
        assertThat(report.path("logins").asInt()).isEqualTo(1);
        assertThat(report.path("iss").asText()).isEqualTo(product.base());
        assertThat(report.at("/created/ok").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.at("/status/data/identity/entity").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void theInspectorSignsInAndCreatesARecord(String era) throws Exception {
        JsonNode called = JSON.readTree(Npm.run(
                home,
                List.of(
                        "node_modules/.bin/mcp-inspector",
                        "--cli",
                        product.url(),
                        "--transport",
                        "http",
                        "--protocol-era",
                        era,
                        "--format",
                        "json",
                        "--method",
                        "tools/call",
                        "--tool-name",
                        "create_record",
                        "--tool-args-json",
                        "{\"record_type\":\"customer\",\"payload\":{\"companyName\":\"Inspector " + era + " Ltd\","
                                + "\"subsidiary\":{\"id\":\"1\"}}}"),
                browser()));
        assertThat(called.at("/result/structuredContent/ok").asBoolean())
                .as(called.toString())
                .isTrue();
    }

    @Test
    void mcpRemoteSignsInForAClientThatSpeaksStdio() throws Exception {
        ProcessBuilder remote = Npm.start(
                home,
                List.of("node_modules/.bin/mcp-remote", product.url(), "--allow-http", "--transport", "http-only"));
        remote.environment().putAll(browser());
        try (StdioClient client = new StdioClient(
                remote.redirectError(home.resolve("mcp-remote.txt").toFile()))) {
            assertThat(client.initialize().at("/result/serverInfo/name").asText())
                    .isEqualTo("Enterprise MCP");
        }
    }

    /** It has no OAuth of its own: whoever uses it brings the token. */
    @Test
    void theJavaSdkCallsWithATokenThatItIsGiven() {
        String token = product.signIn(product.register(OAuthProduct.REDIRECT), "mcp:read mcp:write mcp:delete")
                .json()
                .path("access_token")
                .asText();
        JsonNode report = JavaSdkClient.overHttp(product.url(), Map.of("Authorization", "Bearer " + token))
                .run(
                        JSON,
                        "{\"type\":\"customer\",\"payload\":{\"companyName\":\"Java SDK Ltd\",\"subsidiary\":{\"id\":\"1\"}},"
                                + "\"updates\":{\"companyName\":\"Java SDK AG\"},\"query\":\"SELECT id FROM customer\"}");
        for (String step : List.of("create_record", "get_record", "update_record", "execute_query", "delete_record")) {
            assertThat(report.at("/steps/" + step + "/ok").asBoolean())
                    .as(step + " " + report)
                    .isTrue();
        }
    }

    private Map<String, String> browser() {
        return Map.of(
                "BROWSER",
                home.resolve("xdg-open").toString(),
                "MCP_AUTO_OPEN_ENABLED",
                "true",
                "PATH",
                home + ":" + Npm.path());
    }
}
