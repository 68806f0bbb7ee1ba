package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.AuthSettings;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.bootstrap.settings.ProxySettings;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call and as whom calls go upstream, from settings. */
class ProxySettingsTest {

    private static final String KEY = "an-example-key-of-the-tests-0123456789-abcdefgh";

    @ParameterizedTest
    @CsvSource({
        "proxy, static, UPSTREAM_CREDENTIAL: MCP_AUTH_MODE=proxy signs users in",
        "proxy, on-behalf-of, UPSTREAM_CREDENTIAL: MCP_AUTH_MODE=proxy signs users in",
        "oidc, grant, UPSTREAM_CREDENTIAL: grant means the tokens of users who signed in through this server",
        "none, grant, UPSTREAM_CREDENTIAL: grant means the tokens of users who signed in",
        "none, on-behalf-of, UPSTREAM_CREDENTIAL: on-behalf-of exchanges the token that a caller brings"
    })
    void refusesPairsThatMakeNoSense(String mode, String credential, String problem) {
        assertRefused(Map.of("MCP_AUTH_MODE", mode, "UPSTREAM_CREDENTIAL", credential), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MCP_JWT_SIGNING_KEY | short | MCP_JWT_SIGNING_KEY: the first key is too weak",
                "MCP_JWT_SIGNING_KEY | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | MCP_JWT_SIGNING_KEY: the first key",
                "MCP_OAUTH_CONSENT | sometimes | MCP_OAUTH_CONSENT: must be one of always, remember, external, off",
                "MCP_OAUTH_CLIENTS | nonsense | MCP_OAUTH_CLIENTS: ",
                "MCP_OAUTH_ALLOWED_REDIRECT_URIS | javascript:x | MCP_OAUTH_ALLOWED_REDIRECT_URIS: ",
                "MCP_OAUTH_REFRESH_GRACE_SECS | 61 | MCP_OAUTH_REFRESH_GRACE_SECS: must be a whole number from 0 to 60",
                "UPSTREAM_OAUTH_EXTRA_TOKEN_PARAMS | audience | UPSTREAM_OAUTH_EXTRA_TOKEN_PARAMS: must be written",
                "UPSTREAM_OAUTH_TOKEN_URL | http://books.example/token | UPSTREAM_OAUTH_TOKEN_URL: must use https",
                "UPSTREAM_OAUTH_CLIENT_SECRET | | UPSTREAM_OAUTH_CLIENT_ID: needs either UPSTREAM_OAUTH_CLIENT_SECRET",
                "MCP_SHUTDOWN_DELAY_SECS | 16 | MCP_SHUTDOWN_DELAY_SECS: must be a whole number from 0 to 15",
                "MCP_TRUSTED_PROXIES | 10.0.0.0/8,proxy | MCP_TRUSTED_PROXIES: \"proxy\" is no IP address or range",
                "TOKEN_CACHE_ENABLED | perhaps | TOKEN_CACHE_ENABLED: must be one of true, false"
            })
    void namesTheSettingAndTheFix(String key, String value, String problem) {
        assertRefused(Map.of(key, value == null ? "" : value), problem);
    }

    @Test
    void refusesToServeAPublicUrlWithoutAStableKeyOrConsent() {
        assertRefused(
                Map.of("MCP_SERVER_BASE_URL", "https://mcp.example.com", "MCP_JWT_SIGNING_KEY", ""),
                "MCP_JWT_SIGNING_KEY: is needed, or every restart logs everybody out: ./emcp keygen makes one");
        assertRefused(
                Map.of("MCP_SERVER_BASE_URL", "https://mcp.example.com", "MCP_OAUTH_CONSENT", "off"),
                "MCP_OAUTH_CONSENT: off is for a loopback base URL only");
    }

    @Test
    @DisplayName("CL-15: refuses to start with scopes that NetSuite does not give together")
    void refusesScopesThatTheUpstreamDoesNotGiveTogether() {
        assertRefused(
                Map.of(
                        "UPSTREAM_KIND", "netsuite",
                        "UPSTREAM_ACCOUNT_ID", "1234567",
                        "UPSTREAM_OAUTH_SCOPES", "rest_webservices mcp"),
                "UPSTREAM_OAUTH_SCOPES: ");
    }

    @Test
    void needsToKnowWhereUsersComeBackTo() {
        assertRefused(Map.of("MCP_PORT", "0"), "MCP_SERVER_BASE_URL: is needed where MCP_PORT is 0");
    }

    @Test
    void saysWhichSettingTellsWhereUsersSignIn() {
        Map<String, String> settings = settings();
        settings.remove("UPSTREAM_OAUTH_AUTHORIZE_URL");
        assertThatThrownBy(() ->
                        Assembly.of(Environment.of(settings), Transport.HTTP).close())
                .isInstanceOf(MissingConfiguration.class)
                .hasMessageContaining("UPSTREAM_OAUTH_AUTHORIZE_URL");
    }

    @ParameterizedTest
    @CsvSource({"id_token", "jwks", "id-token"})
    void needsAnIssuerToCheckTokensBy(String verify) {
        assertRefused(Map.of("UPSTREAM_OAUTH_VERIFY", verify), "UPSTREAM_OAUTH_ISSUER: is needed to check tokens by");
    }

    @ParameterizedTest
    @CsvSource({
        "salesforce, '', https://login.salesforce.com/services/oauth2/token, true",
        "entra, '', https://login.microsoftonline.com/acme/oauth2/v2.0/token, true",
        "keycloak, https://sso.example/realms/acme, https://sso.example/realms/acme/protocol/openid-connect/token, false"
    })
    void knowsWhereThePresetsSignUsersIn(String preset, String issuer, String token, boolean secretInForm) {
        Map<String, String> settings = settings();
        settings.remove("UPSTREAM_OAUTH_AUTHORIZE_URL");
        settings.remove("UPSTREAM_OAUTH_TOKEN_URL");
        settings.put("UPSTREAM_OAUTH_PRESET", preset);
        settings.put("UPSTREAM_OAUTH_ISSUER", issuer);
        settings.put("UPSTREAM_VAR_TENANT", "acme");
        settings.put("UPSTREAM_OAUTH_SCOPES", preset.equals("entra") ? "openid api://books/call" : "");
        try (Assembly http = Assembly.of(Environment.of(settings), Transport.HTTP)) {
            ProxySettings proxy = http.config().proxy().orElseThrow();
            assertThat(http.server()
                            .server(Optional.empty())
                            .endpoints(Optional.empty())
                            .token())
                    .isEqualTo(token);
            assertThat(proxy.client().proof() instanceof OAuthClient.Proof.PostedSecret)
                    .isEqualTo(secretInForm);
            assertThat(proxy.verify())
                    .isEqualTo(preset.equals("salesforce") ? ProxySettings.Verify.NONE : ProxySettings.Verify.ID_TOKEN);
        }
    }

    @Test
    void whatTheOperatorSaysComesBeforeThePreset() {
        Map<String, String> settings = settings();
        settings.put("UPSTREAM_OAUTH_PRESET", "salesforce");
        settings.put("UPSTREAM_OAUTH_CLIENT_AUTH", "basic");
        try (Assembly http = Assembly.of(Environment.of(settings), Transport.HTTP)) {
            assertThat(http.server()
                            .server(Optional.empty())
                            .endpoints(Optional.empty())
                            .token())
                    .isEqualTo("https://login.books.example/token");
            assertThat(http.config().proxy().orElseThrow().client().proof())
                    .isInstanceOf(OAuthClient.Proof.BasicSecret.class);
        }
    }

    @Test
    void startsWhileTheIssuerIsDown() {
        Map<String, String> settings = settings();
        settings.remove("UPSTREAM_OAUTH_AUTHORIZE_URL");
        settings.remove("UPSTREAM_OAUTH_TOKEN_URL");
        settings.put("UPSTREAM_OAUTH_ISSUER", "http://127.0.0.1:9/realms/acme");
        try (Assembly http = Assembly.of(Environment.of(settings), Transport.HTTP)) {
            assertThat(http.proxy()).isPresent();
        }
    }

    @Test
    void isTheProxyWhereAClientIsConfiguredAndNotOnStdio() {
        try (Assembly http = Assembly.of(Environment.of(settings()), Transport.HTTP);
                Assembly stdio = Assembly.of(Environment.of(settings()), Transport.STDIO)) {
            assertThat(http.proxy()).isPresent();
            assertThat(http.config().auth().credential()).isEqualTo(AuthSettings.Credential.GRANT);
            assertThat(stdio.proxy()).isEmpty();
            assertThat(stdio.config().auth().mode()).isEqualTo(AuthSettings.Mode.NONE);
        }
    }

    @Test
    void listensOnEveryAddressUnderAPublicUrl() {
        Map<String, String> settings = settings();
        settings.put("MCP_SERVER_BASE_URL", "https://mcp.example.com/books/");
        try (Assembly http = Assembly.of(Environment.of(settings), Transport.HTTP)) {
            assertThat(http.config().host()).isEqualTo("0.0.0.0");
            assertThat(http.config().shutdownDelay()).isEqualTo(Duration.ofSeconds(3));
            assertThat(http.config().http().hosts()).containsExactly("mcp.example.com");
            assertThat(http.config().proxy().orElseThrow().urls().resource())
                    .isEqualTo("https://mcp.example.com/books/mcp");
        }
    }

    @Test
    void stopsWithoutDelayWhereNoBalancerCanBe() {
        try (Assembly http = Assembly.of(Environment.of(settings()), Transport.HTTP)) {
            assertThat(http.config().host()).isEqualTo("127.0.0.1");
            assertThat(http.config().shutdownDelay()).isZero();
        }
        Map<String, String> settings = settings();
        settings.put("MCP_SHUTDOWN_DELAY_SECS", "15");
        try (Assembly http = Assembly.of(Environment.of(settings), Transport.HTTP)) {
            assertThat(http.config().shutdownDelay()).isEqualTo(Duration.ofSeconds(15));
        }
    }

    private static void assertRefused(Map<String, String> further, String problem) {
        Map<String, String> settings = settings();
        settings.putAll(further);
        assertThatThrownBy(() ->
                        Assembly.of(Environment.of(settings), Transport.HTTP).close())
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        invalid -> assertThat(invalid.problems())
                                .anySatisfy(found -> assertThat(found).startsWith(problem)));
    }

    private static Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "UPSTREAM_KIND", "fake",
                "UPSTREAM_OAUTH_CLIENT_ID", "client",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "secret",
                "UPSTREAM_OAUTH_AUTHORIZE_URL", "https://login.books.example/authorize?tenant=1",
                "UPSTREAM_OAUTH_TOKEN_URL", "https://login.books.example/token",
                "MCP_JWT_SIGNING_KEY", KEY));
    }
}
