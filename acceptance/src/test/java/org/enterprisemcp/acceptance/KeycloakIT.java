package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Users sign in at a Keycloak that nobody here wrote; its tokens go to an API that says what it was shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {

    private final int port = OAuthProduct.freePort();
    private final Keycloak keycloak = new Keycloak("http://127.0.0.1:" + port + "/auth/callback");
    private volatile boolean tired;
    private final LoopbackServer api = new LoopbackServer(request -> {
        boolean refused = tired;
        tired = false;
        return refused
                ? LoopbackServer.json(401, "{\"error\":\"expired\"}")
                : LoopbackServer.json(200, "{\"id\":\"1\",\"name\":\"Acme\"}");
    });
    private final CompletableFuture<HttpReply> told = new CompletableFuture<>();
    private final LoopbackServer revocations = new LoopbackServer(this::revokedAtKeycloak);
    private final OAuthProduct product = new OAuthProduct(port, settings());
    private final String client = product.register(OAuthProduct.REDIRECT);

    private Map<String, String> settings() {
        Map<String, String> settings = Keycloak.client(api);
        settings.put("UPSTREAM_OAUTH_REVOKE_URL", revocations.baseUrl());
        // With openid the id token is checked by Keycloak's keys; where they and all else stand, Keycloak publishes.
        settings.put("UPSTREAM_OAUTH_SCOPES", "openid profile email");
        settings.put("UPSTREAM_OAUTH_ISSUER", keycloak.issuer());
        return settings;
    }

    @AfterAll
    void stop() {
        product.close();
        keycloak.close();
        revocations.close();
        api.close();
    }

    @Test
    void aWrongPasswordBringsTheUserNowhere() {
        HttpReply page = logIn(new Browser(port), "not the password");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Location")).isEmpty();
    }

    @Test
    void callsGoUpstreamWithTheUsersOwnToken() throws Exception {
        McpProbe ann = signedIn();
        assertThat(read(ann).at("/structuredContent/ok").asBoolean()).isTrue();
        SignedJWT shown = SignedJWT.parse(Keycloak.lastToken(api));
        assertThat(shown.getJWTClaimsSet().getIssuer()).isEqualTo(keycloak.issuer());
        assertThat(shown.getJWTClaimsSet().getStringClaim("preferred_username")).isEqualTo(Keycloak.USER);
    }

    @Test
    void renewsATokenThatTheApiRefusesAndRepeatsTheCall() {
        McpProbe ann = signedIn();
        read(ann);
        String before = Keycloak.lastToken(api);
        tired = true;
        assertThat(read(ann).at("/structuredContent/ok").asBoolean()).isTrue();
        assertThat(Keycloak.lastToken(api)).isNotEqualTo(before);
    }

    @Test
    void aRevokedGrantIsRevokedAtKeycloakToo() throws Exception {
        HttpReply tokens = tokens();
        McpProbe ann =
                product.client(tokens.json().path("access_token").asText()).open("2025-11-25");
        read(ann);
        String upstreams = Keycloak.lastToken(api);
        assertThat(isActive(upstreams)).isTrue();

        HttpReply revoked = product.post(
                "/revoke",
                Map.of(
                        "client_id",
                        client,
                        "token",
                        tokens.json().path("refresh_token").asText()));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(ann.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                        .status())
                .isEqualTo(401);
        // Keycloak is told in the background. To look at the token while it works could bring the session back to life
        // there.
        assertThat(told.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(isActive(upstreams)).isFalse();
    }

    /** Hands a revocation on to Keycloak and keeps what it answered. */
    private LoopbackServer.Reply revokedAtKeycloak(LoopbackServer.Request request) {
        HttpReply answer = new RawHttp(keycloak.port())
                .send(
                        "POST",
                        URI.create(keycloak.endpoint("revoke")).getPath(),
                        Map.of(
                                "Authorization",
                                request.headers().getOrDefault("authorization", ""),
                                "Content-Type",
                                "application/x-www-form-urlencoded"),
                        request.body().getBytes(StandardCharsets.UTF_8));
        told.complete(answer);
        return LoopbackServer.json(answer.status(), "{}");
    }

    private McpProbe signedIn() {
        return product.client(tokens().json().path("access_token").asText()).open("2025-11-25");
    }

    private HttpReply tokens() {
        Browser browser = new Browser(port);
        HttpReply back = logIn(browser, Keycloak.PASSWORD);
        String code = browser.signIn(back.header("Location").orElseThrow(), OAuthProduct.REDIRECT)
                .getOrDefault("code", "");
        return product.redeem(client, code);
    }

    /** As far as Keycloak's answer to the password. */
    private HttpReply logIn(Browser browser, String password) {
        HttpReply consent = browser.open(product.authorizationUrl(client, "mcp:read"));
        HttpReply toKeycloak = browser.submit(consent, "/consent", "decision", "allow");
        HttpReply login = browser.open(toKeycloak.header("Location").orElseThrow());
        return browser.post(Browser.actionOf(login), Map.of("username", Keycloak.USER, "password", password), Map.of());
    }

    private static JsonNode read(McpProbe caller) {
        return caller.call("get_record", Map.of("record_type", "customers", "record_id", "1"));
    }

    /** Whether Keycloak itself still takes a token. */
    private boolean isActive(String token) {
        return new RawHttp(keycloak.port())
                        .send(
                                "GET",
                                "/realms/acme/protocol/openid-connect/userinfo",
                                Map.of("Authorization", "Bearer " + token),
                                new byte[0])
                        .status()
                == 200;
    }
}
