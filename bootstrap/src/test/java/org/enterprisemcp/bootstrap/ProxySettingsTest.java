package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call and as whom calls go upstream, from settings. */
class ProxySettingsTest {

    private static final String KEY = "an-example-key-of-the-tests-0123456789-abcdefgh";

    @ParameterizedTest
    @CsvSource({
        "proxy, static, UPSTREAM_CREDENTIAL: MCP_AUTH_MODE=proxy signs users in",
        "none, grant, UPSTREAM_CREDENTIAL: grant means the tokens of users who signed in"
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
            assertThat(http.config().http().hosts()).containsExactly("mcp.example.com");
            assertThat(http.config().proxy().orElseThrow().urls().resource())
                    .isEqualTo("https://mcp.example.com/books/mcp");
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
