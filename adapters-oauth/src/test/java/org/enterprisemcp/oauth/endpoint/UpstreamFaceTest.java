package org.enterprisemcp.oauth.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.oauth.endpoint.ProxyUnderTest.Tokens;
import org.enterprisemcp.oauth.key.Opaque;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.TokenCheck;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** This server as a client of the upstream's authorization server: what it asks, and what it makes of the answers. */
class UpstreamFaceTest {

    /** The client's name and secret, form-encoded before they are joined. */
    static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("upstream-client:upstream+secret".getBytes(UTF_8));

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register();

    @AfterEach
    void stop() {
        proxy.close();
    }

    static Stream<Arguments> answersThatAreNoTokens() {
        return Stream.of(
                Arguments.of("no JSON", LoopbackServer.json(200, "access_token=x")),
                Arguments.of("no object", LoopbackServer.json(200, "[1]")),
                Arguments.of("no access token", LoopbackServer.json(200, "{\"token_type\":\"Bearer\"}")),
                Arguments.of(
                        "another type", LoopbackServer.json(200, "{\"access_token\":\"leak\",\"token_type\":\"mac\"}")),
                Arguments.of("a page", LoopbackServer.html(200, "<h1>leak</h1>")),
                Arguments.of("a redirect", LoopbackServer.bytes(302, new byte[0], "Location: http://127.0.0.1:1/leak")),
                Arguments.of("no end", LoopbackServer.endless(200)),
                Arguments.of(
                        "more than 64 KiB",
                        LoopbackServer.json(
                                200, "{\"access_token\":\"leak\",\"padding\":\"" + "x".repeat(70_000) + "\"}")),
                Arguments.of("nothing", LoopbackServer.hangUp()),
                Arguments.of("no HTTP", LoopbackServer.rawThenClose("leak leak leak\r\n\r\n")),
                Arguments.of(
                        "a refusal",
                        LoopbackServer.json(400, "{\"error\":\"leak\",\"error_description\":\"leak <b>\"}")),
                Arguments.of("a failure", LoopbackServer.html(500, "leak")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatAreNoTokens")
    @DisplayName(
            "CL-03, CL-04: whatever answers the code but tokens, the client is told of an error and of nothing else")
    void tellsTheClientThatTheLoginFailed(String what, LoopbackServer.Reply answer) {
        proxy.upstream.answerTokenRequests(form -> answer);
        HttpReply back = proxy.comeBack(proxy.browser(), "", "");
        assertThat(back.status()).as("without a state there is a page").isEqualTo(400);

        Browser browser = proxy.browser();
        back = proxy.comeBack(browser, proxy.agree(browser, client), "");
        assertThat(back.status()).as(what).isEqualTo(302);
        assertThat(ProxyUnderTest.redirectOf(back))
                .containsEntry("error", "server_error")
                .containsEntry("state", "client-state")
                .containsEntry("iss", proxy.urls.issuer());
        assertThat(back.headers() + back.text()).doesNotContain("leak");
        assertThat(proxy.upstream.tokenRequests()).hasSize(1);
        assertThat(proxy.stored()).as("nothing of the login is left").isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, access_denied",
        "login_required, server_error",
        "<script>, server_error",
        "server_error, server_error"
    })
    @DisplayName("CL-05: passes a refusal of the upstream on as a code that clients know, without its words")
    void passesARefusalOn(String error, String told) {
        Browser browser = proxy.browser();
        String state = FakeAuthorizationServer.parametersOf(proxy.agree(browser, client))
                .getOrDefault("state", "");
        HttpReply back = browser.open("/auth/callback?"
                + Browser.encoded(Map.of("error", error, "error_description", "<b>leak</b>", "state", state)));
        assertThat(back.status()).isEqualTo(302);
        assertThat(ProxyUnderTest.redirectOf(back)).containsEntry("error", told).containsEntry("state", "client-state");
        assertThat(back.headers().toString()).doesNotContain("leak", "<", "%3C");
        assertThat(proxy.upstream.connections()).isZero();
    }

    @Test
    @DisplayName("CL-06, AT-08: where the upstream names itself, an answer that names another or nobody is a page")
    void refusesAnAnswerOfAnotherServer() {
        try (ProxyUnderTest issued = new ProxyUnderTest()) {
            issued.upstream.nameIssuer("https://login.example");
            String registered = issued.register();
            for (String iss : List.of("", "&iss=https%3A%2F%2Fevil.example", "&iss=")) {
                Browser browser = issued.browser();
                HttpReply back = issued.comeBack(browser, issued.agree(browser, registered), iss);
                assertThat(back.status()).isEqualTo(400);
                assertThat(back.header("Location")).isEmpty();
            }
            assertThat(issued.upstream.tokenRequests()).isEmpty();
            Browser browser = issued.browser();
            HttpReply good =
                    issued.comeBack(browser, issued.agree(browser, registered), "&iss=https%3A%2F%2Flogin.example");
            assertThat(ProxyUnderTest.redirectOf(good)).containsKey("code");
        }
    }

    @Test
    @DisplayName("CL-07: an OpenID login sends a nonce, and tokens that do not stand the check give no code")
    void bindsTheIdTokenToTheLogin() {
        AtomicReference<String> expected = new AtomicReference<>("");
        OAuthClient openId =
                new OAuthClient("upstream-client", ProxyUnderTest.CLIENT.proof(), List.of("openid"), Optional.empty());
        try (ProxyUnderTest checked = new ProxyUnderTest(ProxySetup.USUAL
                .with(openId)
                .with(new TokenCheck(
                        (tokens, nonce, account) -> {
                            expected.set(nonce);
                            throw new TokenValidation("nothing is good");
                        },
                        Set.of())))) {
            Browser browser = checked.browser();
            String url = checked.agree(browser, checked.register());
            HttpReply back = checked.comeBack(browser, url, "");
            assertThat(ProxyUnderTest.redirectOf(back)).containsEntry("error", "server_error");
            assertThat(FakeAuthorizationServer.parametersOf(url)).containsEntry("nonce", expected.get());
            assertThat(checked.stored()).isZero();
        }
    }

    @Test
    void asksOverANewConnectionEachTime() {
        // One that was kept and had idled for longer than the read timeout broke the request after it.
        proxy.tokens(client);
        proxy.tokens(client);
        assertThat(proxy.upstream.tokenRequests()).hasSize(2);
        assertThat(proxy.upstream.connections()).isEqualTo(2);
    }

    @Test
    @DisplayName("CL-08: a state is good once")
    void takesAStateOnce() {
        Browser browser = proxy.browser();
        String url = proxy.agree(browser, client);
        Map<String, String> cookies = Map.copyOf(browser.cookies());
        assertThat(proxy.comeBack(browser, url, "").status()).isEqualTo(302);
        browser.cookies().putAll(cookies);
        HttpReply again = proxy.comeBack(browser, url, "");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.header("Location")).isEmpty();
        assertThat(proxy.upstream.tokenRequests()).hasSize(1);
    }

    @Test
    @DisplayName("CL-14: a user who signs in to another account than the configured one gets no further")
    void refusesAnotherAccount() {
        UnaryOperator<UpstreamLogin.Options> oneAccount = usual -> new UpstreamLogin.Options(
                usual.redirectUri(),
                Optional.of(new AccountId("1234567")),
                Set.of(new AccountId("1234567")),
                true,
                false,
                Map.of(),
                Map.of(),
                Optional.empty());
        try (ProxyUnderTest bound = new ProxyUnderTest(ProxySetup.USUAL.with(oneAccount))) {
            Browser browser = bound.browser();
            String registered = bound.register();
            HttpReply other = bound.comeBack(browser, bound.agree(browser, registered), "&company=7654321");
            assertThat(other.status()).isEqualTo(400);
            assertThat(other.header("Location")).isEmpty();
            assertThat(bound.upstream.tokenRequests()).isEmpty();
            HttpReply own = bound.comeBack(browser, bound.agree(browser, registered), "&company=1234567");
            assertThat(ProxyUnderTest.redirectOf(own)).containsKey("code");
        }
    }

    @Test
    @DisplayName("CL-01, CL-02: the upstream sees this server's request, and nothing of the client's")
    void asksInItsOwnName() {
        Browser browser = proxy.browser();
        Map<String, String> asked = ProxyUnderTest.authorization(client);
        asked.put("resource", proxy.urls.resource());
        HttpReply page = proxy.authorize(browser, asked);
        String url = browser.submit(page, "/consent", "decision", "allow")
                .header("Location")
                .orElseThrow();
        Map<String, String> sent = FakeAuthorizationServer.parametersOf(url);
        assertThat(sent)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "upstream-client")
                .containsEntry("redirect_uri", proxy.urls.callback())
                .containsEntry("scope", "records")
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainKeys("resource", "nonce");
        assertThat(sent.get("state")).matches("[A-Za-z0-9_-]{43}");
        assertThat(sent.get("code_challenge")).matches("[A-Za-z0-9_-]{43}");
        assertThat(url).doesNotContain(Opaque.hash(ProxyUnderTest.VERIFIER), "client-state", "7777", client);
        assertThat(FakeAuthorizationServer.parametersOf(proxy.agree(browser, client)))
                .doesNotContainEntry("state", sent.get("state"))
                .doesNotContainEntry("code_challenge", sent.get("code_challenge"));
    }

    @Test
    @DisplayName("CL-03: redeems the code with its own proof, verifier and redirect URI")
    void redeemsTheCodeInItsOwnName() {
        Browser browser = proxy.browser();
        String url = proxy.agree(browser, client);
        proxy.comeBack(browser, url, "");
        Map<String, String> form = proxy.upstream.tokenRequests().getFirst();
        assertThat(form)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "upstream-code")
                .containsEntry("redirect_uri", proxy.urls.callback())
                .containsEntry("Authorization", BASIC)
                .doesNotContainKeys("client_secret", "client_id");
        assertThat(Opaque.hash(form.getOrDefault("code_verifier", "")))
                .isEqualTo(FakeAuthorizationServer.parametersOf(url).get("code_challenge"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 3600",
                "`,\"expires_in\":\"3600\"` | 3600",
                "`,\"expires_in\":0` | 3600",
                "`,\"expires_in\":-5` | 3600",
                "`,\"expires_in\":null` | 3600",
                "`,\"expires_in\":120,\"refresh_expires_in\":0` | 120",
                "`,\"expires_in\":120,\"scope\":\"rest_webservices,restlets\"` | 120",
                "`,\"expires_in\":9223372036854775807` | 315360000",
                "`,\"expires_in\":1e300` | 315360000"
            })
    @DisplayName("CL-09: reads every way in which servers tell, or do not tell, how long a token is good")
    void readsEveryLifetime(String further, long seconds) {
        proxy.upstream.answerTokenRequests(form -> LoopbackServer.json(
                200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"token_type\":\"bearer\"" + further + "}"));
        Caller caller = proxy.callerOf(proxy.tokens(client).access());
        assertThat(proxy.authority
                        .upstreamTokens()
                        .session(caller)
                        .orElseThrow()
                        .accessExpiresAt())
                .contains(proxy.clock.instant().plusSeconds(seconds));
    }

    @Test
    @DisplayName("CL-12: an upstream that no longer renews means a new login, and the client is told by 401")
    void asksForANewLoginWhereTheUpstreamNoLongerRenews() {
        Tokens tokens = proxy.tokens(client);
        Caller caller = proxy.callerOf(tokens.access());
        proxy.clock.advance(Duration.ofMinutes(29));
        tokens = ProxyUnderTest.tokensOf(proxy.refresh(client, tokens.refresh()));
        proxy.clock.advance(Duration.ofMinutes(29));
        proxy.upstream.answerTokenRequests(form -> LoopbackServer.json(400, "{\"error\":\"invalid_grant\"}"));
        assertThatThrownBy(() -> proxy.upstreamToken(caller)).isInstanceOf(TokenExpired.class);
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(401);
        assertThat(proxy.refresh(client, tokens.refresh()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("CL-12: an upstream that is down while a token is renewed logs nobody out")
    void logsNobodyOutWhileTheUpstreamIsDown(boolean hangsUp) {
        Tokens tokens = proxy.tokens(client);
        proxy.upstream.answerTokenRequests(
                form -> hangsUp ? LoopbackServer.hangUp() : LoopbackServer.html(503, "down"));
        proxy.clock.advance(Duration.ofMinutes(58));
        HttpReply whileValid = proxy.refresh(client, tokens.refresh());
        assertThat(whileValid.status()).isEqualTo(200);
        assertThat(proxy.upstream.tokenRequests())
                .as("one login and three tries")
                .hasSize(4);

        proxy.clock.advance(Duration.ofMinutes(3));
        String refresh = ProxyUnderTest.tokensOf(whileValid).refresh();
        HttpReply afterItsEnd = proxy.refresh(client, refresh);
        assertThat(afterItsEnd.status()).isEqualTo(503);
        assertThat(afterItsEnd.header("Retry-After")).isPresent();
        assertThat(afterItsEnd.json().path("error").asText()).isEqualTo("temporarily_unavailable");

        proxy.upstream.answerTokenRequests(form -> proxy.upstream.granted());
        proxy.clock.advance(Duration.ofSeconds(10));
        assertThat(proxy.refresh(client, refresh).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("CL-10: keeps the upstream's new refresh token, or the old one where it sends none")
    void keepsTheRefreshTokenThatIsGood(boolean rotates) {
        Caller caller = proxy.callerOf(proxy.tokens(client).access());
        proxy.upstream.answerTokenRequests(form -> rotates
                ? proxy.upstream.granted()
                : LoopbackServer.json(200, "{\"access_token\":\"only-access\",\"expires_in\":3600}"));
        proxy.clock.advance(Duration.ofMinutes(59));
        proxy.upstreamToken(caller);
        proxy.clock.advance(Duration.ofMinutes(59));
        proxy.upstreamToken(caller);
        assertThat(proxy.upstream.tokenRequests().stream().map(form -> form.getOrDefault("refresh_token", "none")))
                .containsExactly("none", "upstream-refresh-1", rotates ? "upstream-refresh-2" : "upstream-refresh-1");
    }
}
