package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.oauth.endpoint.ProxyUnderTest.Tokens;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token and the revocation endpoint. */
class TokenTest {

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    @DisplayName("AS-33: says the same of every code that is not good")
    void saysTheSameOfEveryCodeThatIsNotGood() {
        String other = proxy.register("Other client", "http://127.0.0.1:8888/callback");
        Set<String> said = new LinkedHashSet<>();
        said.add(refused(proxy.redeem(client, "unknown")));
        said.add(refused(with(proxy.code(client), "code_verifier", "w".repeat(43))));
        said.add(refused(with(proxy.code(client), "client_id", other)));
        said.add(refused(with(proxy.code(client), "redirect_uri", "http://127.0.0.1:8888/callback")));
        String used = proxy.code(client);
        assertThat(proxy.redeem(client, used).status()).isEqualTo(200);
        said.add(refused(proxy.redeem(client, used)));
        String late = proxy.code(client);
        proxy.clock.advance(Duration.ofSeconds(61));
        said.add(refused(proxy.redeem(client, late)));
        assertThat(said).hasSize(1);
    }

    private static String refused(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_grant");
        return reply.text();
    }

    private HttpReply with(String code, String name, String value) {
        Map<String, String> form = ProxyUnderTest.redemption(client, code);
        form.put(name, value);
        return proxy.form("/token", form);
    }

    @ParameterizedTest
    @CsvSource({
        "code, '', invalid_request",
        "code_verifier, '', invalid_request",
        "grant_type, '', invalid_request",
        "client_id, '', invalid_request",
        "grant_type, password, unsupported_grant_type",
        "grant_type, client_credentials, unsupported_grant_type"
    })
    @DisplayName("AS-34: names what is missing, and grants that there are not")
    void namesWhatIsMissing(String name, String value, String error) {
        HttpReply reply = with("some-code", name, value);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
        assertThat(reply.json().path("error_description").asText()).contains(name);
    }

    @Test
    @DisplayName("AS-34: refuses a grant that the client has not registered")
    void refusesAGrantThatTheClientHasNotRegistered() {
        String codesOnly = proxy.post(
                        "/register",
                        "application/json",
                        "{\"redirect_uris\":[\"" + ProxyUnderTest.REDIRECT
                                + "\"],\"grant_types\":[\"authorization_code\"]}")
                .json()
                .path("client_id")
                .asText();
        HttpReply reply = proxy.refresh(codesOnly, "rt1.x.y");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("unauthorized_client");
    }

    @Test
    @DisplayName("AS-35: a client that is not known is told so by 401, and of HTTP basic only where it tried that")
    void tellsAnUnknownClient() {
        HttpReply reply = with("code", "client_id", "unknown");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(reply.header("WWW-Authenticate")).isEmpty();

        HttpReply basic = proxy.http()
                .send(
                        "POST",
                        "/token",
                        Map.of(
                                "Content-Type", "application/x-www-form-urlencoded",
                                "Authorization", "Basic dW5rbm93bjp4"),
                        "grant_type=authorization_code".getBytes(StandardCharsets.UTF_8));
        assertThat(basic.status()).isEqualTo(401);
        assertThat(basic.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
    }

    @Test
    @DisplayName("AS-38: takes a form by POST and nothing else")
    void takesAFormByPost() {
        String form = Browser.encoded(ProxyUnderTest.redemption(client, proxy.code(client)));
        assertThat(proxy.get("/token?" + form).status()).isEqualTo(405);
        assertThat(proxy.post("/token", "application/json", "{\"grant_type\":\"authorization_code\"}")
                        .status())
                .isEqualTo(400);
        HttpReply inTheQuery = proxy.post("/token?" + form, "application/x-www-form-urlencoded", "");
        assertThat(inTheQuery.status()).isEqualTo(400);
        assertThat(inTheQuery.json().path("error").asText()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/register",
                "/revoke",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-protected-resource/mcp"
            })
    @DisplayName("AS-39: pages of any origin may talk to the endpoints for programs")
    void letsPagesTalkToPrograms(String path) {
        HttpReply reply = preflight(path);
        assertThat(reply.status()).isIn(200, 204);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/authorize", "/consent", "/auth/callback"})
    @DisplayName("AS-39: no page talks to the endpoints for people")
    void letsNoPageTalkToPeople(String path) {
        HttpReply reply = preflight(path);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private HttpReply preflight(String path) {
        return proxy.http()
                .send(
                        "OPTIONS",
                        path,
                        Map.of("Origin", "https://page.example", "Access-Control-Request-Method", "POST"),
                        new byte[0]);
    }

    @Test
    @DisplayName("AS-37: a refresh widens nothing, and is good for this resource only")
    void widensNothing() {
        Map<String, String> parameters = ProxyUnderTest.authorization(client);
        parameters.put("scope", "mcp:read mcp:write");
        Browser browser = proxy.browser();
        HttpReply toUpstream = browser.submit(proxy.authorize(browser, parameters), "/consent", "decision", "allow");
        HttpReply back = proxy.comeBack(browser, toUpstream.header("Location").orElseThrow(), "");
        String code = ProxyUnderTest.redirectOf(back).getOrDefault("code", "");
        String refresh = ProxyUnderTest.tokensOf(proxy.redeem(client, code)).refresh();

        assertError(refreshWith(refresh, "scope", "mcp:read mcp:delete"), "invalid_scope");
        assertError(refreshWith(refresh, "resource", "https://other.example/mcp"), "invalid_target");
        assertThat(refreshWith(refresh, "resource", proxy.urls.resource()).status())
                .as("a refused try has spent nothing")
                .isEqualTo(200);
    }

    @Test
    @DisplayName("AS-37: a refresh gives a new access and a new refresh token, with fewer scopes if it asks for fewer")
    void givesNewTokens() {
        Tokens first = proxy.tokens(client);
        HttpReply narrowed = refreshWith(first.refresh(), "scope", "mcp:read");
        assertThat(narrowed.status()).isEqualTo(200);
        assertThat(narrowed.json().path("scope").asText()).isEqualTo("mcp:read");
        Tokens second = ProxyUnderTest.tokensOf(narrowed);
        assertThat(List.of(second.access(), second.refresh())).doesNotContain(first.access(), first.refresh());
        assertThat(proxy.call(second.access()).text()).contains("mcp:read").doesNotContain("mcp:write");
        assertThat(proxy.refresh(client, second.refresh()).json().path("scope").asText())
                .isEqualTo("mcp:delete mcp:read mcp:write");
    }

    private HttpReply refreshWith(String refresh, String name, String value) {
        return proxy.form(
                "/token",
                Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", refresh, name, value));
    }

    private static void assertError(HttpReply reply, String error) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
    }

    @Test
    @DisplayName("AS-32: answers a good code with tokens that no cache keeps")
    void answersAGoodCode() {
        HttpReply reply = proxy.redeem(client, proxy.code(client));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(reply.json().path("expires_in").isIntegralNumber()).isTrue();
        assertThat(reply.json().path("scope").asText()).isEqualTo("mcp:delete mcp:read mcp:write");
        assertThat(reply.json().path("refresh_token").asText()).isNotEmpty();
    }

    @Test
    @DisplayName("AS-36: the redirect URI may be left out")
    void needsNoRedirectUri() {
        assertThat(with(proxy.code(client), "redirect_uri", "").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("AS-41: a token that is unknown or another client's changes nothing")
    void revokesNoTokenOfAnother() {
        String other = proxy.register("Other client", "http://127.0.0.1:8888/callback");
        Tokens tokens = proxy.tokens(client);
        for (String token : List.of("unknown", tokens.access(), tokens.refresh())) {
            HttpReply reply = revoke(other, token);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEmpty();
        }
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(200);
        assertThat(proxy.refresh(client, tokens.refresh()).status()).isEqualTo(200);
        assertError(proxy.form("/revoke", Map.of("client_id", client)), "invalid_request");
        assertThat(revoke("unknown", tokens.access()).status()).isEqualTo(401);
        assertThat(proxy.upstream.revocations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("AS-40, CL-13: either token ends the grant, and the upstream is told by its own refresh token")
    void eitherTokenEndsTheGrant(boolean byAccessToken) throws Exception {
        Tokens tokens = proxy.tokens(client);
        HttpReply reply = revoke(client, byAccessToken ? tokens.access() : tokens.refresh());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(401);
        assertThat(proxy.refresh(client, tokens.refresh()).status()).isEqualTo(400);
        assertThat(proxy.upstream.nextRevocation())
                .containsEntry("token", "upstream-refresh-1")
                .containsEntry("Authorization", UpstreamFaceTest.BASIC);
        assertThat(proxy.store.size("vault")).isZero();
    }

    @Test
    @DisplayName("AS-41: a forged refresh token of the right grant ends nothing")
    void aForgedTokenOfTheSameGrantRevokesNothing() {
        Tokens tokens = proxy.tokens(client);
        String forged = tokens.refresh().substring(0, tokens.refresh().length() - 43) + "x".repeat(43);
        assertThat(revoke(client, forged).status()).isEqualTo(200);
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(200);
    }

    private HttpReply revoke(String clientId, String token) {
        return proxy.form("/revoke", Map.of("client_id", clientId, "token", token));
    }
}
