package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of signing in. */
class DoctorTest {

    private final FakeAuthorizationServer login = new FakeAuthorizationServer();

    @AfterEach
    void stop() {
        login.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPSTREAM_OAUTH_SCOPES | access | UPSTREAM_OAUTH_SCOPES: access is no scope that it takes; name the scope",
                "UPSTREAM_OAUTH_SCOPES | openid | AADSTS900144",
                "UPSTREAM_OAUTH_SCOPES | openid User.Read | AADSTS650053",
                "UPSTREAM_VAR_TENANT | | UPSTREAM_VAR_TENANT: is needed by UPSTREAM_OAUTH_PRESET=entra",
                "UPSTREAM_VAR_TENANT | a/b | UPSTREAM_VAR_TENANT: must be letters",
                "UPSTREAM_OAUTH_PRESET | okta | UPSTREAM_OAUTH_PRESET: must be one of entra, keycloak, salesforce, generic",
                "UPSTREAM_OAUTH_PRESET | keycloak | UPSTREAM_OAUTH_ISSUER: is needed by UPSTREAM_OAUTH_PRESET=keycloak",
                "UPSTREAM_OAUTH_PRESET | generic | UPSTREAM_OAUTH_ISSUER: is needed by UPSTREAM_OAUTH_PRESET=generic"
            })
    void saysWhatIsWrongWithASignIn(String key, String value, String said) {
        Map<String, String> settings = entra();
        settings.put(key, value == null ? "" : value);
        assertThat(doctor(settings, false)).contains("problem  ", said, "The server would not start.");
    }

    @Test
    void tellsWhichRedirectUriToRegisterAndWhatIsAskedFor() {
        String said = doctor(entra(), false);
        assertThat(said)
                .contains(
                        "register this redirect URI at the upstream, exactly so: https://mcp.example.com/auth/callback",
                        "asks for the scopes openid offline_access api://books/call",
                        "checks of the tokens: id-token",
                        "for who is signed in (MCP_AUTH_MODE=proxy)",
                        "The server would start.")
                .doesNotContain("a secret", "NO_SESSION");
    }

    @Test
    void warnsOfAResourceThatEntraDoesNotTake() {
        Map<String, String> settings = entra();
        settings.put("UPSTREAM_OAUTH_FORWARD_RESOURCE", "true");
        assertThat(doctor(settings, false)).contains("AADSTS9010010");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | invalid_client | AADSTS7000215: Invalid secret | the client secret is wrong",
                "401 | invalid_client | no | the client id, its secret or its certificate is wrong",
                "400 | invalid_grant | no | the client itself is accepted",
                "400 | unauthorized_client | no | may not use this grant"
            })
    void tellsAWrongClientFromAWrongCode(int status, String error, String description, String said) {
        login.answerTokenRequests(form -> LoopbackServer.json(
                status, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}"));
        assertThat(doctor(plain(), true))
                .contains(
                        "probe    client_secret_basic: answers " + status + ", ", said, "client_secret_post: answers");
        assertThat(login.tokenRequests())
                .allSatisfy(form ->
                        assertThat(form).containsEntry("redirect_uri", "https://mcp.example.com/auth/callback"));
    }

    @Test
    void asksNobodyUnlessItIsToldTo() {
        assertThat(doctor(plain(), false)).contains("doctor --probe asks");
        assertThat(login.connections()).isZero();
    }

    @Test
    void saysThatNobodyAnswers() {
        login.close();
        assertThat(doctor(plain(), true)).contains("nobody answers; is the token endpoint spelled right");
    }

    @Test
    void explainsWhoseTokensAreGood() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_KIND", "fake",
                "MCP_TRANSPORT", "http",
                "MCP_AUTH_MODE", "oidc",
                "OIDC_ISSUER", "https://login.example/acme",
                "MCP_SERVER_BASE_URL", "https://mcp.example.com"));
        assertThat(doctor(settings, false))
                .contains(
                        "with a token of https://login.example/acme for https://mcp.example.com/mcp",
                        "the one credential of this server");
        settings.putAll(Map.of(
                "OIDC_ON_BEHALF_OF", "rfc8693",
                "UPSTREAM_OAUTH_CLIENT_ID", "us",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "a secret"));
        assertThat(doctor(settings, false)).contains("exchanged for one of the upstream (OIDC_ON_BEHALF_OF=rfc8693)");
    }

    private Map<String, String> plain() {
        Map<String, String> settings = entra();
        settings.put("UPSTREAM_OAUTH_PRESET", "");
        settings.put("UPSTREAM_OAUTH_VERIFY", "none");
        settings.put("UPSTREAM_OAUTH_AUTHORIZE_URL", "https://login.example/authorize");
        settings.put(
                "UPSTREAM_OAUTH_TOKEN_URL", login.endpoints(Optional.empty()).token());
        return settings;
    }

    private static Map<String, String> entra() {
        return new HashMap<>(Map.of(
                "UPSTREAM_KIND", "fake",
                "MCP_TRANSPORT", "http",
                "MCP_SERVER_BASE_URL", "https://mcp.example.com",
                "MCP_JWT_SIGNING_KEY", "an-example-key-of-the-tests-0123456789-abcdefgh",
                "UPSTREAM_OAUTH_PRESET", "entra",
                "UPSTREAM_VAR_TENANT", "11111111-2222-3333-4444-555555555555",
                "UPSTREAM_OAUTH_CLIENT_ID", "us",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "a secret",
                "UPSTREAM_OAUTH_SCOPES", "openid offline_access api://books/call"));
    }

    private static String doctor(Map<String, String> settings, boolean probe) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Doctor(new PrintStream(out, true, StandardCharsets.UTF_8), probe).examine(Environment.of(settings));
        return out.toString(StandardCharsets.UTF_8);
    }
}
