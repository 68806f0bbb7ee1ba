package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.enterprisemcp.oauth.client.ConfiguredClients;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to have a browser, and with it a code, sent to where it must not go. */
class RedirectAttacksTest {

    private static final String REGISTERED = "https://client.example/callback";

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register("Client", REGISTERED);

    @AfterEach
    void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/callback",
                "https://client.example/callback/more",
                "https://client.example/callback?x=1",
                "https://client.example:8443/callback",
                "http://client.example/callback",
                "https://client.example./callback",
                "https://client.example@evil.example/callback",
                "http://localhost@evil.example/callback",
                "https://client.example/%2e%2e/callback",
                "https://client.example/x/../callback",
                "https://client.example\\evil.example/callback",
                "\\\\evil.example/callback",
                "//evil.example/callback",
                "https://cliеnt.example/callback",
                "https://CLIENT.example/callback",
                "https://client.example/callback#x",
                "https://client.example/callback\r\nLocation: https://evil.example",
                "javascript:alert(1)"
            })
    @DisplayName("AT-04, AT-05: no redirect URI but the registered one is ever gone to")
    void goesToTheRegisteredUriOnly(String uri) {
        HttpReply reply = proxy.authorizeWith(client, "redirect_uri", uri);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers()).doesNotContainKey("location");
        assertThat(reply.text()).doesNotContain("evil.example", "javascript:");
    }

    @Test
    @DisplayName("AT-05: no page and no error of the login leads out of here")
    void leadsNobodyOut() {
        List<HttpReply> replies = List.of(
                proxy.get("/authorize?client_id=x&redirect_uri=https%3A%2F%2Fevil.example%2F"),
                proxy.get("/authorize"),
                proxy.get("/consent?txn=https%3A%2F%2Fevil.example"),
                proxy.form("/consent", Map.of("transaction", "https://evil.example", "decision", "allow")),
                proxy.get("/auth/callback?error=x&error_description=https%3A%2F%2Fevil.example"),
                proxy.get("/auth/callback?code=c&state=unknown"),
                proxy.get("/auth/callback?code=c"));
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isIn(400, 403, 405);
            assertThat(reply.headers()).doesNotContainKey("location");
        });
    }

    @Test
    @DisplayName("AT-31: this server's own id at the upstream opens nothing, unless the operator names such a client")
    void knowsNoClientByItsOwnId() {
        HttpReply reply = proxy.authorizeWith("upstream-client", "redirect_uri", "https://evil.example/");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers()).doesNotContainKey("location");

        ConfiguredClients named = ConfiguredClients.of("[{\"client_id\":\"upstream-client\",\"client_name\":\"Named\","
                + "\"redirect_uris\":[\"" + ProxyUnderTest.REDIRECT + "\"]}]");
        try (ProxyUnderTest other = new ProxyUnderTest(ProxySetup.USUAL.with(named))) {
            assertThat(other.authorizeWith("upstream-client", "scope", "").status())
                    .isEqualTo(200);
            assertThat(other.authorizeWith("upstream-client", "redirect_uri", "https://evil.example/")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("AT-32: whatever host a request names, browsers are sent to the configured one and to the client")
    void sendsNobodyToTheHostOfARequest() {
        Map<String, String> evil = Map.of("Host", "evil.example", "X-Forwarded-Host", "evil.example");
        String query = "/authorize?" + Browser.encoded(ProxyUnderTest.authorization(proxy.register()));
        HttpReply page = proxy.http().send("GET", query, evil, new byte[0]);
        assertThat(page.text())
                .contains("action=\"" + proxy.urls.base() + "/consent\"")
                .doesNotContain("evil");
        HttpReply error = proxy.http().send("GET", query + "&resource=x", evil, new byte[0]);
        assertThat(error.header("Location").orElseThrow()).doesNotContain("evil");
        HttpReply challenge = proxy.http().send("POST", "/mcp", evil, new byte[0]);
        assertThat(challenge.headers().toString()).doesNotContain("evil");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /token, POST",
        "PUT, /register, POST",
        "DELETE, /revoke, POST",
        "POST, /authorize, GET",
        "HEAD, /authorize, GET",
        "GET, /consent, POST",
        "POST, /auth/callback, GET",
        "HEAD, /auth/callback, GET",
        "POST, /.well-known/oauth-authorization-server, GET"
    })
    @DisplayName("AT-33: an endpoint answers its own method, and another changes nothing")
    void answersItsOwnMethodOnly(String method, String path, String allowed) {
        HttpReply reply = proxy.http().send(method, path, Map.of(), new byte[0]);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains(allowed);
        assertThat(proxy.stored()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss=x", "%69ss=x", "state=x&code=x", "%63ode=x&a=b", "a=b&error=x&iss=x&iss=y"})
    @DisplayName("AT-34: a redirect URI that brings an answer of its own along is rid of it")
    void tellsTheClientNothingThatTheRedirectUriSays(String query) {
        String uri = REGISTERED + "?" + query;
        String smuggler = proxy.register("Smuggler", uri);
        Browser browser = proxy.browser();
        Map<String, String> parameters = ProxyUnderTest.authorization(smuggler);
        parameters.put("redirect_uri", uri);
        HttpReply denied = browser.submit(proxy.authorize(browser, parameters), "/consent", "decision", "deny");
        String location = denied.header("Location").orElseThrow();
        assertThat(location)
                .startsWith(REGISTERED + "?")
                .containsOnlyOnce("iss=")
                .doesNotContain("=x", "=y", "code");
        assertThat(ProxyUnderTest.redirectOf(denied))
                .containsEntry("iss", proxy.urls.issuer())
                .containsEntry("error", "access_denied");
        assertThat(location.contains("a=b")).isEqualTo(query.contains("a=b"));
    }
}
