package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.endpoint.ProxyUnderTest.Tokens;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everything that can go right and wrong, with every logger saying all it can: no secret is in what they say. */
class LogLeakTest {

    private static final String CLIENT_STATE = "client-state-that-nobody-logs-0123456789";
    private static final String ASSERTION = "eyJhbGciOiJSUzI1NiJ9.client-assertion-that-nobody-logs.c2lnbmF0dXJl";
    private static final String UPSTREAM_SECRET = "upstream-secret-that-nobody-logs";

    private final Set<String> secrets = new TreeSet<>();
    private final List<HttpReply> refusals = new ArrayList<>();

    @Test
    @DisplayName("AT-25: no log line, error or page holds a code, state, verifier, token, secret, cookie or assertion")
    void leaksNothing() {
        OAuthClient posting = new OAuthClient(
                "upstream-client",
                new OAuthClient.Proof.PostedSecret(new Secret(UPSTREAM_SECRET)),
                List.of(),
                Optional.empty());
        String logged;
        try (CapturedLog log = new CapturedLog();
                ProxyUnderTest proxy = new ProxyUnderTest(ProxySetup.USUAL.with(posting))) {
            everything(proxy);
            logged = log.text();
        }
        assertThat(logged)
                .as("the log says what happened")
                .contains("event=consent decision=allow", "event=upstream_login result=signed_in")
                .contains("event=upstream_refresh result=renewed", "event=grant_ended reason=refresh_reuse")
                .contains("event=refused endpoint=token error=invalid_grant", "event=upstream_exchange result=refused");
        assertThat(secrets)
                .hasSizeGreaterThan(30)
                .allSatisfy(secret -> assertThat(secret.length()).isGreaterThanOrEqualTo(8));
        assertThat(secrets).noneMatch(logged::contains);
        assertThat(refusals).hasSizeGreaterThan(8).allSatisfy(refusal -> {
            assertThat(refusal.status()).isGreaterThanOrEqualTo(400);
            assertThat(secrets).noneMatch(secret -> (refusal.text() + refusal.headers()).contains(secret));
        });
    }

    private void everything(ProxyUnderTest proxy) {
        secrets.addAll(List.of(ProxyUnderTest.VERIFIER, CLIENT_STATE, ASSERTION, UPSTREAM_SECRET, ProxyUnderTest.KEY));
        String client = proxy.register();
        String code = signIn(proxy, client);
        Tokens first = tokens(proxy.redeem(client, code));
        assertThat(proxy.call(first.access()).status()).isEqualTo(200);
        Caller caller = proxy.callerOf(first.access());
        proxy.clock.advance(Duration.ofMinutes(29));
        Tokens second = tokens(proxy.refresh(client, first.refresh()));
        proxy.clock.advance(Duration.ofMinutes(30));
        secrets.add(proxy.upstreamToken(caller).toString().isEmpty() ? "unexpected" : "upstream-access-2");

        refusals.add(proxy.call(first.access()));
        refusals.add(proxy.call(second.refresh()));
        refusals.add(proxy.get("/mcp?access_token=" + second.access()));
        refusals.add(proxy.refresh(client, first.refresh()));
        refusals.add(proxy.refresh(client, second.refresh()));
        refusals.add(proxy.redeem(client, code));
        refusals.add(proxy.form(
                "/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        client,
                        "code",
                        code,
                        "code_verifier",
                        ProxyUnderTest.VERIFIER,
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        ASSERTION)));
        refusals.add(proxy.form("/token", Map.of("grant_type", second.access(), "client_id", first.refresh())));
        refusals.add(proxy.post("/register", "application/json", "{\"redirect_uris\":[\"" + CLIENT_STATE + "\"]}"));
        proxy.form("/revoke", Map.of("client_id", client, "token", second.refresh()));
        failedLogins(proxy, client);
        proxy.upstream.tokenRequests().forEach(form -> {
            secrets.add(form.getOrDefault("code_verifier", UPSTREAM_SECRET));
            secrets.add(form.getOrDefault("refresh_token", UPSTREAM_SECRET));
        });
    }

    /** A login that goes well; its code. */
    private String signIn(ProxyUnderTest proxy, String client) {
        Browser browser = proxy.browser();
        String url = agree(proxy, browser, client);
        secrets.addAll(browser.cookies().values());
        HttpReply back = proxy.comeBack(browser, url, "");
        secrets.add("upstream-code");
        String code = ProxyUnderTest.redirectOf(back).getOrDefault("code", "");
        secrets.add(code);
        return code;
    }

    private String agree(ProxyUnderTest proxy, Browser browser, String client) {
        Map<String, String> parameters = ProxyUnderTest.authorization(client);
        parameters.put("state", CLIENT_STATE);
        HttpReply page = proxy.authorize(browser, parameters);
        secrets.addAll(Browser.fieldsOf(page).values());
        String url = browser.submit(page, "/consent", "decision", "allow")
                .header("Location")
                .orElseThrow();
        secrets.add(FakeAuthorizationServer.parametersOf(url).getOrDefault("state", ""));
        secrets.add(FakeAuthorizationServer.parametersOf(url).getOrDefault("code_challenge", ""));
        return url;
    }

    private Tokens tokens(HttpReply reply) {
        Tokens tokens = ProxyUnderTest.tokensOf(reply);
        secrets.addAll(List.of(tokens.access(), tokens.refresh()));
        return tokens;
    }

    private void failedLogins(ProxyUnderTest proxy, String client) {
        proxy.upstream.answerTokenRequests(form -> LoopbackServer.json(
                400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + form.get("code_verifier") + "\"}"));
        Browser browser = proxy.browser();
        proxy.comeBack(browser, agree(proxy, browser, client), "");
        proxy.upstream.answerTokenRequests(form -> LoopbackServer.rawThenClose("HTTP/1.1 200 " + form + "\r\n\r\n"));
        proxy.comeBack(browser, agree(proxy, browser, client), "");
        String url = agree(proxy, browser, client);
        refusals.add(proxy.comeBack(proxy.browser(), url, ""));
        refusals.add(proxy.comeBack(browser, url, "&state=twice"));
        refusals.add(browser.post("/consent", Map.of("transaction", CLIENT_STATE), Map.of("Origin", "null")));
        refusals.add(proxy.get("/authorize?client_id=" + CLIENT_STATE));
    }
}
