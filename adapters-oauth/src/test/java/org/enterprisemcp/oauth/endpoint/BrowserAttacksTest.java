package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to make somebody else's browser agree, sign in or show what it should not. */
class BrowserAttacksTest {

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    @DisplayName("AT-06: a user who is signed in at the upstream is asked before a new client gets anything")
    void asksBeforeAClientGetsAnything() {
        Browser victim = proxy.browser();
        proxy.signIn(victim, client);
        String evil = proxy.register("Evil", "https://evil.example/callback");
        Map<String, String> parameters = ProxyUnderTest.authorization(evil);
        parameters.put("redirect_uri", "https://evil.example/callback");
        HttpReply page = proxy.authorize(victim, parameters);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Location")).isEmpty();
        assertThat(page.text()).contains("evil.example");
    }

    @Test
    @DisplayName("AT-07: a click on another site is no agreement, even where the user agreed before")
    void asksAgainWhereTheUserComesFromAnotherSite() {
        try (ProxyUnderTest remembering = new ProxyUnderTest(ProxySetup.USUAL.with(ConsentMode.REMEMBER))) {
            String registered = remembering.register();
            Browser browser = remembering.browser();
            String url = "/authorize?" + Browser.encoded(ProxyUnderTest.authorization(registered));
            remembering.signIn(browser, registered);
            assertThat(browser.open(url).status()).as("remembered").isEqualTo(302);
            assertThat(browser.open(url, Map.of("Sec-Fetch-Site", "cross-site")).status())
                    .isEqualTo(200);
            assertThat(browser.open(url, Map.of()).status())
                    .as("a browser that does not say")
                    .isEqualTo(200);
            assertThat(remembering.browser().open(url).status())
                    .as("another browser")
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("AT-07: who agreed to reading has not agreed to writing")
    void asksAgainWhereMoreIsWanted() {
        try (ProxyUnderTest remembering = new ProxyUnderTest(ProxySetup.USUAL.with(ConsentMode.REMEMBER))) {
            String registered = remembering.register();
            Browser browser = remembering.browser();
            Map<String, String> reading = ProxyUnderTest.authorization(registered);
            reading.put("scope", "mcp:read");
            browser.submit(remembering.authorize(browser, reading), "/consent", "decision", "allow");
            assertThat(remembering.authorize(browser, reading).status()).isEqualTo(302);
            assertThat(remembering
                            .authorize(browser, ProxyUnderTest.authorization(registered))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS", "EXTERNAL", "OFF"})
    @DisplayName("AT-09: a login that was begun in another browser ends here, and its code is not redeemed")
    void endsALoginOfAnotherBrowser(ConsentMode mode) {
        try (ProxyUnderTest asked = new ProxyUnderTest(ProxySetup.USUAL.with(mode))) {
            Browser attacker = asked.browser();
            HttpReply first = asked.authorize(attacker, ProxyUnderTest.authorization(asked.register()));
            HttpReply sent =
                    mode == ConsentMode.ALWAYS ? attacker.submit(first, "/consent", "decision", "allow") : first;
            Browser victim = asked.browser();
            asked.authorize(victim, ProxyUnderTest.authorization(asked.register()));
            HttpReply back = asked.comeBack(victim, sent.header("Location").orElseThrow(), "");
            assertThat(back.status()).isEqualTo(403);
            assertThat(back.header("Location")).isEmpty();
            assertThat(asked.upstream.connections()).isZero();
        }
    }

    @Test
    @DisplayName("AT-10: a form that another site sends, or a browser that was not shown it, decides nothing")
    void takesNoFormOfAnotherSite() {
        Browser attacker = proxy.browser();
        Map<String, String> form = form(attacker);
        Browser victim = proxy.browser();
        form(victim);
        String own = proxy.urls.base();
        assertForbidden(victim.post("/consent", form, Map.of("Origin", own, "Sec-Fetch-Site", "same-origin")));
        Map<String, String> ours = form(victim);
        assertForbidden(victim.post("/consent", ours, Map.of("Origin", "https://evil.example")));
        assertForbidden(victim.post("/consent", ours, Map.of()));
        assertForbidden(victim.post("/consent", ours, Map.of("Origin", "null")));
        assertForbidden(victim.post("/consent", ours, Map.of("Origin", "null", "Sec-Fetch-Site", "cross-site")));
        assertForbidden(victim.post("/consent", ours, Map.of("Origin", own + ".evil.example")));
        assertForbidden(proxy.browser().post("/consent", ours, Map.of("Origin", own)));
        assertThat(proxy.stored()).isZero();
        assertThat(victim.post("/consent", ours, Map.of("Origin", "null", "Sec-Fetch-Site", "same-origin"))
                        .status())
                .as("a browser that hides the origin, on our own page")
                .isEqualTo(303);
    }

    /** The form of a consent page as its Allow button sends it. */
    private Map<String, String> form(Browser browser) {
        Map<String, String> form = Browser.fieldsOf(proxy.authorize(browser, ProxyUnderTest.authorization(client)));
        form.put("decision", "allow");
        return form;
    }

    private static void assertForbidden(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("Location")).isEmpty();
    }

    @Test
    @DisplayName("AT-12: what a client says of itself is shown as text, and nothing that it names is loaded")
    void showsWhatAClientSaysAsText() {
        String said = "<script>alert(1)</script> \\\"onload=alert(2) \u202Egnp.exe";
        String hostile = proxy.post(
                        "/register",
                        "application/json",
                        "{\"client_name\":\"" + said + "\",\"client_uri\":\"https://evil.example/uri\","
                                + "\"logo_uri\":\"https://evil.example/logo\",\"redirect_uris\":[\""
                                + ProxyUnderTest.REDIRECT + "\"]}")
                .json()
                .path("client_id")
                .asText();
        String page = proxy.authorizeWith(hostile, "scope", "").text();
        assertThat(page)
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script", "\"onload", "\u202E", "evil.example", "<img");
        assertThat(proxy.authorizeWith("<script>alert(3)</script>", "scope", "").text())
                .doesNotContain("<script", "alert(3)");
        assertThat(proxy.get("/auth/callback?error=%3Cscript%3E&error_description=%3Cscript%3E&state=%3Cscript%3E")
                        .text())
                .doesNotContain("<script");
    }

    @Test
    @DisplayName("AT-13: a state that was made up, changed or given twice, and a cookie that was changed, lead nowhere")
    void takesNoForgedState() {
        Browser browser = proxy.browser();
        String url = proxy.agree(browser, client);
        String state = FakeAuthorizationServer.parametersOf(url).getOrDefault("state", "");
        String another = FakeAuthorizationServer.parametersOf(proxy.agree(proxy.browser(), client))
                .getOrDefault("state", "");
        String callback = "/auth/callback?code=upstream-code&state=";
        assertThat(browser.open(callback + "x".repeat(43)).status()).isEqualTo(400);
        assertThat(browser.open(callback + another).status()).isEqualTo(403);
        assertThat(browser.open(callback + state + "&state=" + another).status())
                .isEqualTo(400);
        assertThat(browser.open("/auth/callback?code=upstream-code").status()).isEqualTo(400);

        Map<String, String> good = Map.copyOf(browser.cookies());
        browser.cookies().replaceAll((name, value) -> name.startsWith("mcp-tx") ? value + "x" : value);
        assertThat(browser.open(callback + state).status()).isEqualTo(403);
        browser.cookies().putAll(good);
        browser.cookies().replaceAll((name, value) -> name.equals("mcp-consent") ? "x" + value : value);
        assertThat(browser.open(callback + state).status()).isEqualTo(403);
        assertThat(proxy.upstream.connections()).isZero();

        browser.cookies().putAll(good);
        assertThat(browser.open(callback + state).status())
                .as("the login itself is unharmed")
                .isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "__Host-", "__Secure-", "__MCP_"})
    @DisplayName("AT-14: a cookie that a neighbouring site slipped in counts for nothing")
    void ignoresCookiesOfNeighbours(String prefix) {
        String base = "https://mcp.example.test";
        try (ProxyUnderTest https = new ProxyUnderTest(ProxySetup.USUAL.at(base))) {
            Browser attacker = https.browser();
            HttpReply page = https.authorize(attacker, ProxyUnderTest.authorization(https.register()));
            Map<String, String> form = Browser.fieldsOf(page);
            form.put("decision", "allow");
            String url = attacker.post("/consent", form, Map.of("Origin", base))
                    .header("Location")
                    .orElseThrow();
            Browser victim = https.browser();
            victim.cookies().putAll(tossed(attacker.cookies(), prefix));
            assertThat(https.comeBack(victim, url, "").status()).isEqualTo(403);
            assertThat(https.upstream.connections()).isZero();
        }
    }

    /** The attacker's cookies under another name, as a subdomain can set them; with the real prefix only unsigned. */
    private static Map<String, String> tossed(Map<String, String> cookies, String prefix) {
        return cookies.entrySet().stream()
                .collect(Collectors.toMap(
                        cookie -> prefix + cookie.getKey().replace("__Host-", ""),
                        cookie -> prefix.equals("__Host-")
                                ? cookie.getValue().replaceFirst("[.].*", "")
                                : cookie.getValue(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
