package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sends a request, a trusted proxy too: every URL that this server writes is the configured one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaseUrlWinsTest {

    private static final String BASE = "https://mcp.example.com/books";
    private static final String REDIRECT = "http://127.0.0.1:7777/callback";
    private static final byte[] NO_BODY = {};

    private final Application application = Application.start(Environment.of(new HashMap<>(Map.of(
            "UPSTREAM_KIND", "fake",
            "UPSTREAM_OAUTH_CLIENT_ID", "client",
            "UPSTREAM_OAUTH_CLIENT_SECRET", "secret",
            "UPSTREAM_OAUTH_AUTHORIZE_URL", "https://login.books.example/authorize",
            "UPSTREAM_OAUTH_TOKEN_URL", "https://login.books.example/token",
            "MCP_JWT_SIGNING_KEY", "an-example-key-of-the-tests-0123456789-abcdefgh",
            "MCP_SERVER_BASE_URL", BASE,
            "MCP_PORT", "0",
            "MCP_SHUTDOWN_DELAY_SECS", "0",
            "MCP_TRUSTED_PROXIES", "127.0.0.1"))));

    @AfterAll
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /.well-known/oauth-protected-resource",
                "GET  | /.well-known/oauth-protected-resource/books/mcp",
                "GET  | /.well-known/oauth-authorization-server",
                "GET  | /.well-known/oauth-authorization-server/books",
                "GET  | /.well-known/openid-configuration",
                "POST | /mcp",
                "POST | /books/mcp",
                "GET  | /",
                "GET  | /books",
                "GET  | /health",
                "GET  | /nowhere",
                "GET  | /debug/server-info",
                "POST | /token"
            })
    void writesItsOwnUrlWhateverIsSent(String method, String path) {
        for (String accept : new String[] {"text/html", "application/json"}) {
            String plain = said(send(method, path, Map.of("Accept", accept)));
            hostile().forEach((name, value) -> {
                String said = said(send(method, path, Map.of("Accept", accept, name, value)));
                assertThat(said).as(name + ": " + value).doesNotContain("evil").isEqualTo(plain);
            });
        }
    }

    @Test
    void sendsBrowsersToItselfUnderItsOwnName() {
        String client = send(
                        "POST",
                        "/register",
                        Map.of("Content-Type", "application/json"),
                        "{\"client_name\":\"T\",\"redirect_uris\":[\"" + REDIRECT + "\"]}")
                .json()
                .path("client_id")
                .asText();
        String query = "?response_type=code&code_challenge_method=S256&code_challenge=" + "c".repeat(43) + "&client_id="
                + URLEncoder.encode(client, StandardCharsets.UTF_8) + "&redirect_uri="
                + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8);
        hostile().forEach((name, value) -> {
            HttpReply page = send("GET", "/authorize" + query, Map.of(name, value, "Accept", "text/html"));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            assertThat(page.text()).contains(BASE + "/consent");
            assertThat(said(page)).doesNotContain("evil");
        });
    }

    @Test
    void tellsAStrangerWhereToSignInUnderItsOwnName() {
        assertThat(send("POST", "/mcp", Map.of("Host", "evil.example")).header("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge)
                        .contains("resource_metadata=\"" + BASE + "/.well-known/oauth-protected-resource"));
    }

    /** A platform's probe names the address of the machine that it asks, or nothing that anybody could configure. */
    @ParameterizedTest
    @ValueSource(strings = {"10.244.1.17:8000", "10.244.1.17", "localhost:8000", "[fd00::1]:8000", "169.254.1.1"})
    void answersAPlatformsProbesUnderAnyName(String host) {
        for (String probe : new String[] {"/health/live", "/health/ready", "/health/started", "/health", "/"}) {
            assertThat(send("GET", probe, Map.of("Host", host)).status())
                    .as(probe)
                    .isEqualTo(200);
        }
    }

    private static Map<String, String> hostile() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "evil.example");
        headers.put("X-Forwarded-Host", "evil.example");
        headers.put("X-Forwarded-Proto", "evil");
        headers.put("X-Forwarded-Prefix", "/evil");
        headers.put("X-Forwarded-Port", "6666");
        headers.put("X-Forwarded-Server", "evil.example");
        headers.put("X-Original-URL", "https://evil.example/");
        headers.put("Forwarded", "for=127.0.0.1;host=evil.example;proto=http");
        headers.put("Origin", "https://evil.example");
        headers.put("Referer", "https://evil.example/");
        return headers;
    }

    /** All that was answered but when. */
    private static String said(HttpReply reply) {
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.remove("date");
        headers.remove("content-length");
        return reply.status() + " " + headers + "\n"
                + reply.text().replaceAll("<dd>[0-9]+ (?:s|min)[^<]*</dd>|\"uptime_seconds\":[0-9]+", "");
    }

    private HttpReply send(String method, String path, Map<String, String> headers) {
        return send(method, path, headers, "");
    }

    private HttpReply send(String method, String path, Map<String, String> headers, String body) {
        return new RawHttp(application.port())
                .send(method, path, headers, body.isEmpty() ? NO_BODY : body.getBytes(StandardCharsets.UTF_8));
    }
}
