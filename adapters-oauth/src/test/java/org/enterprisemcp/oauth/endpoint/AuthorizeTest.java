package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization endpoint and the page that asks. */
class AuthorizeTest {

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    @DisplayName("AS-20: sends nobody anywhere for a client or a redirect URI that it does not know")
    void sendsNobodyToWhatItDoesNotKnow() {
        assertPage(proxy.authorizeWith(client, "client_id", "unknown"));
        assertPage(proxy.authorizeWith(client, "client_id", ""));
        assertPage(proxy.authorizeWith(client, "redirect_uri", "https://evil.example/callback"));
        String two = proxy.post(
                        "/register",
                        "application/json",
                        "{\"redirect_uris\":[\"https://one.example/a\",\"https://one.example/b\"]}")
                .json()
                .path("client_id")
                .asText();
        assertPage(proxy.authorizeWith(two, "redirect_uri", ""));
    }

    private static void assertPage(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, ''",
        "code_challenge_method, plain",
        "code_challenge_method, ''",
        "code_challenge, tooshort",
        "code_challenge, vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv=",
        "code_challenge, vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
    })
    @DisplayName("AS-21, AT-03: refuses a client without a challenge, or with one that is not S256")
    void refusesAClientWithoutAProperChallenge(String name, String value) {
        assertTold(proxy.authorizeWith(client, name, value), "invalid_request");
    }

    /** The client is told: with its state, and with exactly one issuer, ours. */
    private void assertTold(HttpReply reply, String error) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(302);
        String location = reply.header("Location").orElseThrow();
        assertThat(location).startsWith(ProxyUnderTest.REDIRECT + "?").containsOnlyOnce("iss=");
        assertThat(ProxyUnderTest.redirectOf(reply))
                .containsEntry("error", error)
                .containsEntry("state", "client-state")
                .containsEntry("iss", proxy.urls.issuer())
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "code token", "id_token"})
    @DisplayName("AS-22: gives codes only")
    void givesCodesOnly(String type) {
        assertTold(proxy.authorizeWith(client, "response_type", type), "unsupported_response_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "mcp:read admin", "MCP:READ", "<script>", " "})
    @DisplayName("AS-23: refuses a scope that there is not")
    void refusesAnUnknownScope(String scope) {
        assertTold(proxy.authorizeWith(client, "scope", scope), "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "http://127.0.0.1:1/mcp",
                "BASE/other",
                "BASE/mcp/more",
                "BASE/mcp#fragment",
                "http://user@HOST/mcp",
                "not a uri",
                "/mcp"
            })
    @DisplayName("AS-24: refuses a resource that is not this one")
    void refusesAnotherResource(String resource) {
        assertTold(proxy.authorizeWith(client, "resource", here(resource)), "invalid_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASE/mcp", "BASE/mcp/", "BASE/mcp?x=1", "BASE", "BASE/", "HTTP://HOST/mcp"})
    @DisplayName("AS-24: knows this resource however clients write it")
    void knowsThisResourceHoweverItIsWritten(String resource) {
        assertThat(proxy.authorizeWith(client, "resource", here(resource)).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("AS-24: the case of the host does not matter")
    void readsTheHostInAnyCase() {
        try (ProxyUnderTest named = new ProxyUnderTest(ProxySetup.USUAL.at("https://mcp.example.test"))) {
            assertThat(named.authorizeWith(named.register(), "resource", "https://MCP.Example.TEST/mcp")
                            .status())
                    .isEqualTo(200);
        }
    }

    private String here(String resource) {
        return resource.replace("BASE", proxy.urls.base()).replace("HOST", "127.0.0.1:" + proxy.port);
    }

    @Test
    @DisplayName("AS-25: refuses a parameter that is given twice, as a page where it is not certain who asks")
    void refusesAParameterThatIsGivenTwice() {
        String request = "/authorize?" + Browser.encoded(ProxyUnderTest.authorization(client));
        assertPage(proxy.get(request + "&client_id=" + client));
        assertPage(proxy.get(request + "&redirect_uri=https%3A%2F%2Fevil.example%2F"));
        assertTold(proxy.get(request + "&scope=mcp%3Aread&scope=mcp%3Awrite"), "invalid_request");
        assertTold(proxy.get(request + "&code_challenge=" + "w".repeat(43)), "invalid_request");
        HttpReply twoStates = proxy.get(request + "&state=other");
        assertThat(ProxyUnderTest.redirectOf(twoStates))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:7777/other",
                "http://127.0.0.1:7777/callback?x=1",
                "http://localhost:7777/callback",
                "http://[::1]:7777/callback",
                "https://127.0.0.1:7777/callback",
                "http://127.0.0.2:7777/callback"
            })
    @DisplayName("AS-26: refuses every other change of a loopback redirect URI than its port")
    void refusesAnotherLoopbackUri(String uri) {
        assertPage(proxy.authorizeWith(client, "redirect_uri", uri));
    }

    @Test
    @DisplayName("AS-26: a loopback redirect URI may have any port")
    void takesAnyPortOnLoopback() {
        HttpReply reply = proxy.authorizeWith(client, "redirect_uri", "http://127.0.0.1:54321/callback");
        assertThat(reply.status()).isEqualTo(200);
        Browser browser = proxy.browser();
        Map<String, String> parameters = ProxyUnderTest.authorization(client);
        parameters.put("redirect_uri", "http://127.0.0.1:54321/callback");
        HttpReply denied = browser.submit(proxy.authorize(browser, parameters), "/consent", "decision", "deny");
        assertThat(denied.header("Location").orElseThrow()).startsWith("http://127.0.0.1:54321/callback?");
    }

    @Test
    @DisplayName("AS-27: a client that sent no state gets none")
    void givesNoStateWhereNoneWasSent() {
        HttpReply reply = proxy.authorizeWith(client, "response_type", "token");
        assertThat(reply.header("Location").orElseThrow()).contains("state=");
        Map<String, String> parameters = ProxyUnderTest.authorization(client);
        parameters.remove("state");
        Browser browser = proxy.browser();
        HttpReply denied = browser.submit(proxy.authorize(browser, parameters), "/consent", "decision", "deny");
        assertThat(denied.header("Location").orElseThrow()).doesNotContain("state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "request_uri"})
    @DisplayName("AS-28: refuses request objects")
    void refusesRequestObjects(String name) {
        assertTold(proxy.authorizeWith(client, name, "https://evil.example/object"), "request_not_supported");
    }

    @Test
    @DisplayName("AS-31: a user who does not agree goes back to the client, which is told")
    void tellsTheClientThatTheUserDidNotAgree() {
        Browser browser = proxy.browser();
        HttpReply page = proxy.authorize(browser, ProxyUnderTest.authorization(client));
        HttpReply reply = browser.submit(page, "/consent", "decision", "deny");
        assertThat(reply.status()).isEqualTo(303);
        assertThat(ProxyUnderTest.redirectOf(reply))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "client-state")
                .containsEntry("iss", proxy.urls.issuer());
        assertThat(proxy.upstream.connections()).isZero();
        assertThat(proxy.stored()).isZero();
    }

    @Test
    @DisplayName("AS-29, AT-11: the page says who asks for what and where the answer goes, and no frame can hold it")
    void saysWhoAsksForWhat() {
        HttpReply page = proxy.authorize(proxy.browser(), ProxyUnderTest.authorization(client));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Test client", "(unverified name)", "127.0.0.1", "Test Books")
                .contains("read records", "create and change records", "delete records")
                .contains("a program on this computer")
                .doesNotContain("<script", "<img", "http-equiv");
        assertHardened(page, "same-origin");
        assertHardened(proxy.get("/authorize?client_id=unknown"), "no-referrer");
    }

    private static void assertHardened(HttpReply page, String referrer) {
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "form-action");
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Referrer-Policy")).contains(referrer);
        assertThat(page.header("Cross-Origin-Opener-Policy")).contains("same-origin");
    }

    @Test
    @DisplayName("AS-29: a client on a host of its own is no program on this computer")
    void warnsOnLoopbackOnly() {
        String remote = proxy.register("Remote", "https://client.example/callback");
        HttpReply page = proxy.authorizeWith(remote, "redirect_uri", "https://client.example/callback");
        assertThat(page.text()).contains("client.example").doesNotContain("a program on this computer");
    }

    @Test
    @DisplayName("AS-30, AT-35: who agrees is sent on by 303, and only now the login is tied to the browser")
    void tiesTheLoginToTheBrowserOnlyNow() {
        try (ProxyUnderTest https = new ProxyUnderTest(ProxySetup.USUAL.at("https://mcp.example.test"))) {
            Browser browser = https.browser();
            HttpReply page = https.authorize(browser, ProxyUnderTest.authorization(https.register()));
            assertThat(browser.cookies().keySet()).noneMatch(name -> name.contains("mcp-tx"));
            assertThat(page.header("Strict-Transport-Security")).isPresent();

            Map<String, String> fields = Browser.fieldsOf(page);
            fields.put("decision", "allow");
            HttpReply reply = browser.post("/consent", fields, Map.of("Origin", "https://mcp.example.test"));
            assertThat(reply.status()).isEqualTo(303);
            String cookie = reply.header("Set-Cookie").orElseThrow();
            assertThat(cookie.toLowerCase(Locale.ROOT))
                    .startsWith("__host-mcp-tx-")
                    .contains("; secure", "; httponly", "; samesite=lax", "; path=/")
                    .doesNotContain("domain=");
        }
    }

    @Test
    @DisplayName("AS-04: every answer to a client carries iss once, its successes too")
    void carriesIssOnce() {
        Browser browser = proxy.browser();
        HttpReply back = proxy.comeBack(browser, proxy.agree(browser, client), "");
        assertThat(back.header("Location").orElseThrow())
                .containsOnlyOnce("iss=")
                .contains("code=");
        assertThat(ProxyUnderTest.redirectOf(back)).containsEntry("iss", proxy.urls.issuer());
    }

    @Test
    @DisplayName("AS-30: a page that was shown in a browser that knew us already is good as long as any other")
    void thePageIsGoodForTenMinutesInEveryBrowser() {
        Browser browser = proxy.browser();
        proxy.authorize(browser, ProxyUnderTest.authorization(client));
        HttpReply again = proxy.authorize(browser, ProxyUnderTest.authorization(client));
        assertThat(again.header("Set-Cookie").orElseThrow()).contains("mcp-consent=", "Max-Age=600");
    }
}
