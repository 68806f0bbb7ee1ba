package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** AT-36: the pages below /debug are there for operators, and for nobody else. */
class DebugPagesTest {

    private static final Map<String, String> DEBUG = Map.of("DEBUG", "true");
    private static final Map<String, String> WITH_TOKEN = Map.of("DEBUG", "true", "ADMIN_TOKEN", Running.TOKEN);
    private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer " + Running.TOKEN);

    @ParameterizedTest
    @ValueSource(strings = {"/debug/server-info", "/debug/logs", "/debug/token-test", "/debug"})
    void hasNoPagesWithoutDebugNotEvenForTheAdminToken(String page) {
        try (Running server = Running.with(Map.of("ADMIN_TOKEN", Running.TOKEN))) {
            HttpReply reply = server.get(page, BEARER);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text()).isEqualTo(server.get("/nowhere").text());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded         | for=192.0.2.1",
                "X-Forwarded-For   | 192.0.2.1",
                "x-forwarded-proto | https",
                "X-Forwarded-Host  | localhost",
                "Host              | evil.example",
                "Host              | localhost.evil.example",
                "Origin            | https://evil.example",
                "Origin            | null",
                "Sec-Fetch-Site    | cross-site",
                "Sec-Fetch-Site    | same-site",
                "Authorization     | Bearer wrong"
            })
    void takesACallerOnThisMachineForAStrangerWhenAnythingSpeaksAgainstIt(String header, String value) {
        try (Running server = Running.with(DEBUG)) {
            HttpReply reply = server.get("/debug/server-info", Map.of(header, value));
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text()).doesNotContain("instance_id");
            assertHeaders(reply);
        }
        try (Running server = Running.with(WITH_TOKEN)) {
            HttpReply reply = server.get("/debug/server-info", Map.of(header, value));
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).contains("Bearer realm=\"operators\"");
            assertThat(reply.text()).doesNotContain("instance_id");
            assertHeaders(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer ",
                "Bearer",
                "Basic " + Running.TOKEN,
                Running.TOKEN,
                "Bearer " + Running.TOKEN + "x",
                "Bearer " + Running.TOKEN + ", Bearer " + Running.TOKEN,
                "Bearer an-admin-token-of-more-than-32-character"
            })
    void refusesEveryOtherAuthorization(String authorization) {
        try (Running server = Running.with(WITH_TOKEN)) {
            for (String page : List.of("/debug/server-info", "/debug/logs", "/debug/token-test")) {
                assertThat(server.get(page, Map.of("Authorization", authorization))
                                .status())
                        .isEqualTo(401);
            }
        }
    }

    /** A form, a script, a frame, an image, and a probe, each on a page of another site. */
    @ParameterizedTest
    @CsvSource({
        "POST, navigate, document",
        "GET,  cors,     empty",
        "GET,  no-cors,  image",
        "GET,  no-cors,  script",
        "GET,  navigate, iframe",
        "GET,  navigate, object",
        "HEAD, navigate, document"
    })
    void takesWhatAPageOfAnotherSiteSendsForAStranger(String method, String mode, String destination) {
        try (Running server = Running.with(DEBUG)) {
            for (String site : List.of("cross-site", "same-site")) {
                Map<String, String> headers = from(site, mode, destination);
                for (String page : List.of("/debug/server-info", "/debug/token-test", "/debug/sign-in")) {
                    assertThat(server.send(method, page, headers).status())
                            .as(method + " " + page + " " + headers)
                            .isEqualTo(404);
                }
            }
        }
    }

    @Test
    void takesALinkThatTellsAForeignOriginForAStranger() {
        try (Running server = Running.with(DEBUG)) {
            Map<String, String> headers = new HashMap<>(from("cross-site", "navigate", "document"));
            headers.put("Origin", "https://evil.example");
            assertThat(server.get("/debug/server-info", headers).status()).isEqualTo(404);
        }
    }

    @Test
    void letsInWhoeverFollowsALinkOnAnotherSite() {
        try (Running server = Running.with(DEBUG)) {
            HttpReply reply = server.get("/debug/server-info", from("cross-site", "navigate", "document"));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).contains("instance_id");
        }
    }

    private static Map<String, String> from(String site, String mode, String destination) {
        return Map.of("Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", destination);
    }

    @Test
    void refusesTheOtherMethods() {
        try (Running server = Running.with(DEBUG)) {
            for (String method : List.of("GET", "PUT", "DELETE", "HEAD")) {
                HttpReply reply = server.send(method, "/debug/token-test", Map.of());
                assertThat(reply.status()).isEqualTo(405);
                assertThat(reply.header("Allow")).contains("POST");
            }
            assertThat(server.send("POST", "/debug/logs", Map.of()).status()).isEqualTo(405);
            for (String page : List.of("/debug/server-info", "/debug/calls", "/debug/sign-in")) {
                HttpReply reply = server.send("POST", page, Map.of());
                assertThat(reply.status()).isEqualTo(405);
                assertThat(reply.header("Allow")).contains("GET");
            }
        }
    }

    @Test
    void refusesAFilterThatIsNoName() {
        try (Running server = Running.with(DEBUG)) {
            assertThat(server.get("/debug/logs?filter=%2e%2e%2f").status()).isEqualTo(400);
            assertThat(server.get("/debug/logs?filter=").status()).isEqualTo(400);
        }
    }

    @Test
    void admitsTheAdminTokenFromAnywhere() {
        try (Running server = Running.with(WITH_TOKEN)) {
            Map<String, String> headers = new HashMap<>(BEARER);
            headers.put("X-Forwarded-For", "192.0.2.1");
            headers.put("Host", "mcp.example.com");
            HttpReply reply = server.get("/debug/server-info", headers);
            assertThat(reply.status()).isEqualTo(200);
            assertHeaders(reply);
            headers.put("Authorization", "bearer  " + Running.TOKEN);
            assertThat(server.get("/debug/logs", headers).status()).isEqualTo(200);
        }
    }

    @Test
    void showsNamesAndCountsAndNeverAValue() {
        Map<String, String> settings = new HashMap<>(WITH_TOKEN);
        settings.putAll(Running.proxy("http://127.0.0.1:8000"));
        settings.put("MCP_JWT_SIGNING_KEY", "k2:" + Running.KEY + ",k1:" + Running.KEY.toUpperCase(Locale.ROOT));
        try (Running server = Running.with(settings)) {
            HttpReply reply = server.get("/debug/server-info", BEARER);
            JsonNode info = reply.json();
            assertThat(info.path("instance_id").asText()).hasSize(36);
            assertThat(info.path("uptime_seconds").isNumber()).isTrue();
            assertThat(info.path("version").asText()).isEqualTo(Version.current());
            assertThat(info.at("/upstream/kind").asText()).isEqualTo("fake");
            assertThat(info.at("/configuration/oauth_proxy").asBoolean()).isTrue();
            assertThat(info.at("/configuration/static_credential").asBoolean(true))
                    .isFalse();
            assertThat(info.path("variables_set"))
                    .extracting(JsonNode::asText)
                    .contains("UPSTREAM_OAUTH_CLIENT_SECRET", "ADMIN_TOKEN", "DEBUG")
                    .doesNotContain("LOG_LEVEL", "UPSTREAM_ACCESS_TOKEN");
            assertThat(info.path("state").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "login",
                            "code",
                            "grant",
                            "vault",
                            "clients_cached",
                            "task",
                            "sessions",
                            "streams",
                            "calls");
            assertThat(info.path("state")).allMatch(count -> count.asInt(-1) == 0);
            assertThat(info.path("key_ids")).extracting(JsonNode::asText).containsExactly("k2", "k1");
            assertThat(reply.text())
                    .doesNotContain(Running.TOKEN, Running.KEY, "client-0815", "the-client-secret", "9/token");
        }
    }

    @Test
    void showsWhatItsOwnLoggersReportedByRoom() {
        try (Running server = Running.with(DEBUG)) {
            LoggerFactory.getLogger("org.enterprisemcp.oauth.grant.Grants").warn("a grant was revoked");
            LoggerFactory.getLogger("org.enterprisemcp.oauthlike.X").warn("not of that room");
            LoggerFactory.getLogger("io.helidon.webserver").warn("not ours");
            JsonNode oauth = server.get("/debug/logs?filter=oauth").json();
            assertThat(oauth.path("events")).hasSize(1);
            JsonNode event = oauth.at("/events/0");
            assertThat(event.path("message").asText()).isEqualTo("a grant was revoked");
            assertThat(event.path("level").asText()).isEqualTo("WARNING");
            assertThat(event.fieldNames()).toIterable().containsExactly("time", "level", "logger", "message");
            assertThat(server.get("/debug/logs").text())
                    .contains("not of that room")
                    .doesNotContain("not ours");
        }
    }

    @Test
    void hasNothingToTestWithoutAnOAuthClient() {
        try (Running server = Running.with(DEBUG)) {
            HttpReply reply = server.send("POST", "/debug/token-test", Map.of());
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.text()).contains("UPSTREAM_OAUTH_CLIENT_ID");
        }
    }

    @Test
    void testsTheCredentialByBothMethodsAndOncePerMinute() {
        try (LoopbackServer upstream = new LoopbackServer(request -> LoopbackServer.json(
                        request.headers().containsKey("Authorization") ? 400 : 401,
                        request.headers().containsKey("Authorization")
                                ? "{\"error\":\"invalid_grant\",\"error_description\":\"leak\"}"
                                : "{\"error\":\"invalid_client\",\"hint\":\"leak\"}"));
                Running server = Running.with(Map.of(
                        "DEBUG", "true",
                        "MCP_AUTH_MODE", "none",
                        "UPSTREAM_CREDENTIAL", "static",
                        "UPSTREAM_OAUTH_CLIENT_ID", "client-0815",
                        "UPSTREAM_OAUTH_CLIENT_SECRET", "the-client-secret",
                        "UPSTREAM_OAUTH_TOKEN_URL", upstream.baseUrl() + "token"))) {
            assertThat(server.send("POST", "/debug/token-test", Map.of("Origin", "https://evil.example"))
                            .status())
                    .isEqualTo(404);
            assertThat(upstream.requests()).isEmpty();

            HttpReply reply = server.send("POST", "/debug/token-test", Map.of());
            assertThat(reply.status()).isEqualTo(200);
            assertHeaders(reply);
            JsonNode first = reply.json().at("/attempts/0");
            assertThat(first.path("method").asText()).isEqualTo("client_secret_basic");
            assertThat(first.path("status").asInt()).isEqualTo(400);
            assertThat(first.path("error").asText()).isEqualTo("invalid_grant");
            assertThat(first.fieldNames())
                    .toIterable()
                    .containsExactly("method", "status", "error", "explanation", "ms");
            JsonNode second = reply.json().at("/attempts/1");
            assertThat(second.path("method").asText()).isEqualTo("client_secret_post");
            assertThat(second.path("error").asText()).isEqualTo("invalid_client");
            assertThat(reply.text()).doesNotContain("leak", "client-0815", "the-client-secret");
            assertThat(upstream.requests())
                    .extracting(LoopbackServer.Request::body)
                    .allMatch(body -> body.contains("code=this-code-was-never-issued"))
                    .last()
                    .asString()
                    .contains("client_secret=the-client-secret");

            HttpReply again = server.send("POST", "/debug/token-test", Map.of());
            assertThat(again.status()).isEqualTo(429);
            assertThat(again.header("Retry-After"))
                    .hasValueSatisfying(
                            after -> assertThat(Integer.parseInt(after)).isBetween(1, 60));
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    private static void assertHeaders(HttpReply reply) {
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    }
}
