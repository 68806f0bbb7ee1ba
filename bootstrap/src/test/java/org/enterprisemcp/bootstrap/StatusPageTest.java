package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at the root: who sees what, and what it keeps out. */
class StatusPageTest {

    private static final byte[] NO_BODY = {};
    private static final String TOKEN = "an-admin-token-of-more-than-32-characters";
    private static final String KEY = "an-example-key-of-the-tests-0123456789-abcdefgh";
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"([^\"]*/assets/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void refusesOtherMethodsAndNamesThoseThatItTakes(String method) {
        try (Application application = start(Map.of())) {
            HttpReply reply = send(application, method, "/", Map.of());
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("Allow")).contains("GET, HEAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/assets/status.css", "/assets/", "/assets/status.0000000000000000.js"})
    void hasNoOtherPages(String path) {
        try (Application application = start(Map.of())) {
            HttpReply reply = get(application, path, Map.of("Accept", "text/html"));
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().path("error").asText()).contains("/mcp");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For | 192.0.2.1",
                "Host            | evil.example",
                "Origin          | https://evil.example",
                "Sec-Fetch-Site  | cross-site",
                "Authorization   | Bearer wrong"
            })
    void showsStrangersNeitherConfigurationNorCharts(String header, String value) {
        try (Application application = start(Map.of("DEBUG", "true", "ADMIN_TOKEN", TOKEN))) {
            HttpReply reply = get(application, "/", Map.of(header, value));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).doesNotContain("For operators", "/debug/", "admin token", TOKEN);
            assertThat(get(application, "/debug/calls", Map.of(header, value)).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesAToolThatIsNoName() {
        try (Application application = start(Map.of("DEBUG", "true"))) {
            assertThat(get(application, "/debug/calls?tool=%3Cscript%3E", Map.of())
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void escapesWhateverTheConfigurationSays() {
        String hostile = "</title><script>alert(1)</script>\"'&{style}";
        try (Application application = start(Map.of("MCP_SERVER_NAME", hostile))) {
            String page = get(application, "/", Map.of()).text();
            assertThat(page)
                    .doesNotContain("<script>alert")
                    .contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{style}");
        }
    }

    @Test
    void runsNothingButItsOwnFiles() {
        try (Application application = start(Map.of())) {
            HttpReply page = get(application, "/", Map.of());
            assertThat(page.header("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                            .doesNotContain("unsafe", "http:", "https:"));
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.text()).doesNotContainPattern("\\son[a-z]+=|style=|<script>|<style>");
            Matcher asset = ASSET.matcher(page.text());
            int assets = 0;
            for (; asset.find(); assets++) {
                HttpReply reply = get(application, asset.group(1), Map.of());
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("Cache-Control"))
                        .hasValueSatisfying(kept -> assertThat(kept).contains("immutable"));
                assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            }
            assertThat(assets).isEqualTo(3);
        }
    }

    @Test
    void showsEverybodyHowToConnectAndTheTools() {
        try (Application application = start(Map.of())) {
            HttpReply reply = get(application, "/", Map.of("X-Forwarded-For", "192.0.2.1"));
            assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(reply.text())
                    .contains(
                            "http://127.0.0.1:" + application.port() + "/mcp",
                            "Ready",
                            "Claude Code",
                            "Cursor",
                            "VS Code",
                            "ChatGPT",
                            "<code class=\"tool\">create_record</code>",
                            "record_type",
                            "required",
                            "Nobody is asked to sign in");
            HttpReply head = send(application, "HEAD", "/", Map.of());
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.text()).isEmpty();
        }
    }

    @Test
    void answersProgramsThatTakeJsonOnlyInJson() {
        try (Application application = start(Map.of())) {
            HttpReply reply = get(application, "/", Map.of("Accept", "application/json"));
            assertThat(reply.json().path("status").asText()).isEqualTo("UP");
            assertThat(reply.json().path("mcp").asText()).endsWith("/mcp");
            assertThat(reply.header("Vary")).contains("Accept");
        }
    }

    @Test
    void standsUnderThePathOfTheBaseUrlToo() {
        Map<String, String> settings = Map.of(
                "MCP_AUTH_MODE", "proxy",
                "MCP_SERVER_BASE_URL", "http://127.0.0.1:8000/erp",
                "MCP_JWT_SIGNING_KEY", KEY,
                "UPSTREAM_OAUTH_CLIENT_ID", "client-0815",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "the-client-secret",
                "UPSTREAM_OAUTH_AUTHORIZE_URL", "http://127.0.0.1:9/authorize",
                "UPSTREAM_OAUTH_TOKEN_URL", "http://127.0.0.1:9/token");
        try (Application application = start(settings)) {
            for (String path : new String[] {"/", "/erp", "/erp/"}) {
                HttpReply reply = get(application, path, Map.of("X-Forwarded-For", "192.0.2.1"));
                assertThat(reply.status()).as(path).isEqualTo(200);
                assertThat(reply.text())
                        .contains("http://127.0.0.1:8000/erp/mcp", "Every user signs in")
                        .doesNotContain("client-0815", "the-client-secret", KEY);
                Matcher asset = ASSET.matcher(reply.text());
                assertThat(asset.find()).isTrue();
                assertThat(get(application, asset.group(1), Map.of()).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void showsOperatorsTheConfigurationAndTheirCalls() {
        try (Application application = start(Map.of("DEBUG", "true", "UPSTREAM_ACCESS_TOKEN", "t"))) {
            assertThat(get(application, "/debug/calls", Map.of())
                            .json()
                            .at("/all/calls")
                            .asInt(-1))
                    .isZero();
            McpProbe client = new McpProbe(application.port()).open("2025-11-25");
            client.call("create_record", Map.of("record_type", "customer", "payload", Map.of("name", "Acme")));
            client.call("get_record", Map.of("record_type", "customer", "record_id", "no-such-record"));
            HttpReply page = get(
                    application,
                    "/",
                    Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"));
            assertThat(page.text()).contains("For operators", "static credential", "/debug/calls");
            HttpReply calls = get(application, "/debug/calls", Map.of());
            assertThat(calls.json().at("/all/calls").asInt()).isEqualTo(2);
            assertThat(calls.json().at("/all/errors").asInt()).isEqualTo(1);
            HttpReply one = get(application, "/debug/calls?tool=create_record", Map.of());
            assertThat(one.json().at("/all/calls").asInt()).isEqualTo(1);
            assertThat(one.json().path("tools")).hasSize(2);
        }
    }

    private static HttpReply get(Application application, String path, Map<String, String> headers) {
        return send(application, "GET", path, headers);
    }

    private static HttpReply send(Application application, String method, String path, Map<String, String> headers) {
        return new RawHttp(application.port()).send(method, path, headers, NO_BODY);
    }

    private static Application start(Map<String, String> further) {
        Map<String, String> settings =
                new HashMap<>(Map.of("UPSTREAM_KIND", "fake", "UPSTREAM_ACCOUNT_ID", "acme", "MCP_PORT", "0"));
        settings.putAll(further);
        return Application.start(Environment.of(settings));
    }
}
