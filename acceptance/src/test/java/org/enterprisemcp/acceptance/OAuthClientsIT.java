package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(strings = {"v1", "v2"})
    void theSdkSignsInAndCreatesARecordAsItsUser(String line) throws Exception {
        String plan = "{\"type\":\"customer\",\"payload\":{\"companyName\":\"SDK " + line
                + " Ltd\",\"subsidiary\":{\"id\":\"1\"}}}";
        JsonNode report = JSON.readTree(Npm.run(home, List.of("oauth-sdk-" + line + ".mjs", plan, product.url())));
        assertThat(report.path("logins").asInt()).isEqualTo(1);
        assertThat(report.path("iss").asText()).isEqualTo(product.base());
        assertThat(report.at("/created/ok").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.at("/status/data/identity/entity").asText()).isNotEmpty();
    }

    @Test
    void theInspectorSignsInAndCreatesARecord() throws Exception {
        JsonNode called = JSON.readTree(Npm.run(
                home,
                List.of(
                        "node_modules/.bin/mcp-inspector",
                        "--cli",
                        product.url(),
                        "--transport",
                        "http",
                        "--format",
                        "json",
                        "--method",
                        "tools/call",
                        "--tool-name",
                        "create_record",
                        "--tool-args-json",
                        "{\"record_type\":\"customer\",\"payload\":{\"companyName\":\"Inspector Ltd\","
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
        Process process =
                remote.redirectError(home.resolve("mcp-remote.txt").toFile()).start();
        try (var to = process.outputWriter();
                BufferedReader from = process.inputReader()) {
            to.write(
                    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                            + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n");
            to.flush();
            assertThat(JSON.readTree(from.readLine())
                            .at("/result/serverInfo/name")
                            .asText())
                    .isEqualTo("Enterprise MCP");
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
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
