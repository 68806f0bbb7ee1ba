package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at the root: who sees what, and what it keeps out. */
class StatusPageTest {

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"([^\"]*/assets/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void refusesOtherMethodsAndNamesThoseThatItTakes(String method) {
        try (Running server = Running.with(Map.of())) {
            HttpReply reply = server.send(method, "/", Map.of());
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("Allow")).contains("GET, HEAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/assets/status.css", "/assets/", "/assets/status.0000000000000000.js"})
    void hasNoOtherPages(String path) {
        try (Running server = Running.with(Map.of())) {
            HttpReply reply = server.get(path, Map.of("Accept", "text/html"));
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
        try (Running server = Running.with(Map.of("DEBUG", "true", "ADMIN_TOKEN", Running.TOKEN))) {
            HttpReply reply = server.get("/", Map.of(header, value));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).doesNotContain("For operators", "/debug/", "admin token", Running.TOKEN);
            assertThat(server.get("/debug/calls", Map.of(header, value)).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesAToolThatIsNoName() {
        try (Running server = Running.with(Map.of("DEBUG", "true"))) {
            assertThat(server.get("/debug/calls?tool=%3Cscript%3E").status()).isEqualTo(400);
        }
    }

    @Test
    void escapesWhateverTheConfigurationSays() {
        String turned = Character.toString(0x202E);
        String hostile = "</title></pre><script>alert(1)</script>\"'&{style}" + turned + "gnp.exe";
        try (Running server = Running.with(Map.of("MCP_SERVER_NAME", hostile))) {
            String page = server.get("/").text();
            String escaped =
                    "&lt;/title&gt;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{style}\uFFFDgnp.exe";
            assertThat(page)
                    .contains("<title>" + escaped + " · status</title>", "<h1>" + escaped + "</h1>")
                    .contains("claude mcp add --transport http title-pre-script-alert-1-script-style-gnp-exe http://")
                    .doesNotContain("<script>alert", turned);
        }
    }

    @Test
    void refusesABaseUrlThatIsMoreThanAUrl() {
        for (String hostile : List.of(
                "https://mcp.example.com/\"><script>alert(1)</script>",
                "https://mcp.example.com/</pre>",
                "https://mcp.example.com/" + Character.toString(0x202E))) {
            assertThatThrownBy(() -> Running.with(Running.proxy(hostile)).close())
                    .as(hostile)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("MCP_SERVER_BASE_URL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void answersHeadAsItWouldGetButForTheBody(String type) {
        try (Running server = Running.with(Map.of())) {
            Set<String> paths = assets(server.get("/").text());
            paths.add("/");
            assertThat(paths).hasSize(4).allSatisfy(path -> {
                HttpReply get = server.get(path, Map.of("Accept", type));
                HttpReply head = server.send("HEAD", path, Map.of("Accept", type));
                assertThat(head.status()).isEqualTo(200);
                assertThat(head.text()).isEmpty();
                for (String header : List.of("Content-Type", "Content-Security-Policy", "Cache-Control")) {
                    assertThat(head.header(header)).isPresent().isEqualTo(get.header(header));
                }
                assertThat(server.send("POST", path, Map.of()).status()).isEqualTo(405);
            });
        }
    }

    @Test
    void runsNothingButItsOwnFiles() {
        try (Running server = Running.with(Map.of())) {
            HttpReply page = server.get("/");
            assertThat(page.header("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                            .doesNotContain("unsafe", "http:", "https:"));
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.text()).doesNotContainPattern("\\son[a-z]+=|style=|<script>|<style>");
            assertThat(assets(page.text())).hasSize(3).allSatisfy(asset -> {
                HttpReply reply = server.get(asset);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("Cache-Control"))
                        .hasValueSatisfying(kept -> assertThat(kept).contains("immutable"));
                assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            });
        }
    }

    @Test
    void showsEverybodyHowToConnectAndTheTools() {
        try (Running server = Running.with(Map.of())) {
            HttpReply reply = server.get("/", Map.of("X-Forwarded-For", "192.0.2.1"));
            assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(reply.text())
                    .contains(
                            "http://127.0.0.1:" + server.port() + "/mcp",
                            "Ready",
                            "Claude Code",
                            "Cursor",
                            "VS Code",
                            "ChatGPT",
                            "<code class=\"tool\">create_record</code>",
                            "record_type",
                            "required",
                            "Nobody is asked to sign in");
        }
    }

    @Test
    void answersProgramsThatTakeJsonOnlyInJson() {
        try (Running server = Running.with(Map.of())) {
            HttpReply reply = server.get("/", Map.of("Accept", "application/json"));
            assertThat(reply.json().path("status").asText()).isEqualTo("UP");
            assertThat(reply.json().path("mcp").asText()).endsWith("/mcp");
            assertThat(reply.header("Vary")).contains("Accept");
        }
    }

    @Test
    void standsUnderThePathOfTheBaseUrlToo() {
        try (Running server = Running.with(Running.proxy("http://127.0.0.1:8000/erp"))) {
            for (String path : new String[] {"/", "/erp", "/erp/"}) {
                HttpReply reply = server.get(path, Map.of("X-Forwarded-For", "192.0.2.1"));
                assertThat(reply.status()).as(path).isEqualTo(200);
                assertThat(reply.text())
                        .contains("http://127.0.0.1:8000/erp/mcp", "Every user signs in")
                        .doesNotContain("client-0815", "the-client-secret", Running.KEY);
                assertThat(assets(reply.text()))
                        .hasSize(3)
                        .allSatisfy(
                                asset -> assertThat(server.get(asset).status()).isEqualTo(200));
            }
        }
    }

    @Test
    void showsOperatorsTheConfigurationAndTheirCalls() {
        try (Running server = Running.with(Map.of("DEBUG", "true", "UPSTREAM_ACCESS_TOKEN", "t"))) {
            assertThat(server.get("/debug/calls").json().at("/all/calls").asInt(-1))
                    .isZero();
            McpProbe client = new McpProbe(server.port()).open("2025-11-25");
            client.call("create_record", Map.of("record_type", "customer", "payload", Map.of("name", "Acme")));
            client.call("get_record", Map.of("record_type", "customer", "record_id", "no-such-record"));
            HttpReply page = server.get(
                    "/",
                    Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"));
            assertThat(page.text()).contains("For operators", "Static credential", "/debug/calls");
            HttpReply calls = server.get("/debug/calls");
            assertThat(calls.json().at("/all/calls").asInt()).isEqualTo(2);
            assertThat(calls.json().at("/all/errors").asInt()).isEqualTo(1);
            HttpReply one = server.get("/debug/calls?tool=create_record");
            assertThat(one.json().at("/all/calls").asInt()).isEqualTo(1);
            assertThat(one.json().path("tools")).hasSize(2);
        }
    }

    private static Set<String> assets(String page) {
        return ASSET.matcher(page)
                .results()
                .map(asset -> asset.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
