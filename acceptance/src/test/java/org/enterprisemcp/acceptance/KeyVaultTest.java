package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process whose secret stands in a vault, read with the identity that App Service gives it. */
class KeyVaultTest {

    private static final String REFERENCE = "keyvault:https://" + FakeVault.HOST + "/secrets/";

    @TempDir
    Path folder;

    private final LoopbackServer upstream =
            new LoopbackServer(asked -> LoopbackServer.json(200, "{\"id\":\"1\",\"name\":\"Ada\"}"));
    private LoopbackServer identity = new LoopbackServer(_ -> LoopbackServer.json(500, "{}"));
    private FakeVault vault;

    @BeforeEach
    void open() throws Exception {
        identity.close();
        identity = new LoopbackServer(KeyVaultTest::token);
        vault = new FakeVault(Map.of("upstream-token", "the-token-of-the-vault"), "token-of-the-identity", folder);
    }

    @AfterEach
    void close() {
        vault.close();
        identity.close();
        upstream.close();
    }

    @Test
    void doctorAndServerNameTheSettingWhoseSecretIsNotThereAndNothingElse() throws Exception {
        for (String word : List.of("doctor", "stdio")) {
            Ended refused = run(server(word, List.of(), Map.of("UPSTREAM_ACCESS_TOKEN", REFERENCE + "another")));
            assertThat(refused.status()).as(refused.said()).isEqualTo(1);
            assertThat(refused.said())
                    .contains("UPSTREAM_ACCESS_TOKEN: Key Vault has no such secret")
                    .doesNotContain("hush", "token-of-the-identity", "\tat ", "Exception", FakeVault.HOST, "com.azure");
        }
    }

    @Test
    void anIdentityThatGivesNothingIsNamedByTheSettingAndNothingIsLogged() throws Exception {
        identity.close();
        identity = new LoopbackServer(_ ->
                LoopbackServer.json(400, "{\"statusCode\":400,\"message\":\"hush-hush\",\"correlationId\":\"c\"}"));
        Ended refused = run(server("stdio", List.of(), Map.of("UPSTREAM_ACCESS_TOKEN", REFERENCE + "upstream-token")));
        assertThat(refused.status()).as(refused.said()).isEqualTo(1);
        assertThat(refused.said())
                .contains("UPSTREAM_ACCESS_TOKEN: no token for Key Vault is to be had")
                .doesNotContain("hush", "\tat ", "Exception", "com.azure", "msal");
    }

    @Test
    void theSecretGoesUpstreamAndNowhereElse() throws Exception {
        Path log = folder.resolve("log");
        ProcessBuilder server = server(
                "stdio",
                List.of(),
                Map.of(
                        "UPSTREAM_ACCESS_TOKEN",
                        REFERENCE + "upstream-token",
                        "AZURE_CLIENT_ID",
                        "8c2f4b1e-0000-0000-0000-000000000000",
                        "LOG_LEVEL",
                        "TRACE"));
        server.redirectError(log.toFile());
        try (StdioClient client = new StdioClient(server)) {
            client.initialize();
            assertThat(client.call("get_record", "{\"record_type\":\"customers\",\"record_id\":\"1\"}")
                            .at("/result/structuredContent/ok")
                            .booleanValue())
                    .isTrue();
        }
        assertThat(upstream.requests().getLast().headers())
                .containsEntry("Authorization", "Bearer the-token-of-the-vault");
        assertThat(identity.requests()).isNotEmpty().allSatisfy(asked -> {
            assertThat(asked.target())
                    .contains(
                            "resource=https",
                            "client_id=8c2f4b1e-0000-0000-0000-000000000000",
                            "api-version=2019-08-01");
            assertThat(asked.headers()).containsEntry("X-IDENTITY-HEADER", "header-of-the-platform");
        });
        assertThat(vault.tunnels()).isNotEmpty().containsOnly(FakeVault.HOST + ":443");
        assertThat(Files.readString(log))
                .doesNotContain(
                        "the-token-of-the-vault", "token-of-the-identity", "header-of-the-platform", "com.azure");
    }

    @Test
    void withoutAReferenceNoClassOfAzureIsLoaded() throws Exception {
        Ended loaded = run(server(
                "doctor", List.of("-Xlog:class+load:stdout"), Map.of("UPSTREAM_ACCESS_TOKEN", "a token of its own")));
        assertThat(loaded.said())
                .contains("The server would start.", "org.enterprisemcp.bootstrap.Main ")
                .doesNotContain("com.azure.", "com.microsoft.", "org.enterprisemcp.azure.");
        assertThat(identity.requests()).isEmpty();
        assertThat(vault.tunnels()).isEmpty();
    }

    private record Ended(int status, String said) {}

    private static Ended run(ProcessBuilder server) throws Exception {
        Process process = server.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private ProcessBuilder server(String word, List<String> javaOptions, Map<String, String> settings) {
        List<String> plain = Served.command(word);
        List<String> command = new ArrayList<>(plain.subList(0, 1));
        command.addAll(vault.javaOptions());
        command.addAll(javaOptions);
        command.addAll(plain.subList(1, plain.size()));
        ProcessBuilder server = new ProcessBuilder(command).directory(folder.toFile());
        server.environment()
                .putAll(Map.of(
                        "UPSTREAM_API_BASE_URL",
                        upstream.baseUrl(),
                        "IDENTITY_ENDPOINT",
                        identity.baseUrl() + "msi/token",
                        "IDENTITY_HEADER",
                        "header-of-the-platform"));
        server.environment().putAll(settings);
        return server;
    }

    /** The identity endpoint of App Service and Container Apps, as its protocol of 2019-08-01 has it. */
    private static Reply token(Request asked) {
        return LoopbackServer.json(
                200,
                "{\"access_token\":\"token-of-the-identity\",\"expires_on\":\"4102444800\","
                        + "\"resource\":\"https://vault.azure.net\",\"token_type\":\"Bearer\",\"client_id\":\"c\"}");
    }
}
