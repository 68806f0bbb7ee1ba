package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.enterprisemcp.bootstrap.page.CallSeries;
import org.enterprisemcp.bootstrap.page.ClientSetup;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The status page in Chromium: how it looks, who can use it, and what it does while it is open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusPageIT {

    private static final String SCRIPT = "status-page.mjs";
    private static final String TOKEN = "an-admin-token-of-more-than-32-characters";
    private static final Map<String, String> STRANGER = Map.of("X-Forwarded-For", "192.0.2.1");
    private static final Map<String, String> OPERATOR = Map.of("Authorization", "Bearer " + TOKEN);

    /** In front of NetSuite, under a public URL, as a company would have it. */
    private final NetSuiteSandbox netSuite = NetSuiteSandbox.start();

    private final OAuthProduct company = new OAuthProduct(
            netSuite,
            Map.of(
                    "MCP_SERVER_BASE_URL", "https://mcp.example.com",
                    "MCP_HOST", "127.0.0.1",
                    "DEBUG", "true",
                    "ADMIN_TOKEN", TOKEN));

    /** On this machine, for whoever sits at it. */
    private final PlainSandbox plain = PlainSandbox.start();

    private final Product own = new Product(plain, Map.of("DEBUG", "true"));

    @TempDir
    private Path home;

    @AfterAll
    void stop() {
        own.close();
        plain.close();
        company.close();
        netSuite.close();
    }

    @Test
    void asksNobodyElseForAnythingAndCanBeReadByEverybody() {
        JsonNode report = run(
                "looks",
                company.base(),
                STRANGER,
                Map.of(
                        "shots",
                        Map.of(
                                "390-light", shot("status-390-light.png", "", 844),
                                "390-dark", shot("status-390-dark.png", "", 844),
                                "1280-light", shot("status-1280-light.png", "", 1000),
                                "1280-dark", shot("status-1280-dark.png", "", 1000))));
        assertQuiet(report, company.base());
        assertEveryLook(report);
    }

    @Test
    void canBeReadByOperatorsInAllItsParts() {
        JsonNode report = run(
                "looks",
                company.base(),
                OPERATOR,
                Map.of(
                        "calls",
                        aQuarterOfAnHour(),
                        "shots",
                        Map.of("1280-light", shot("status-1280-charts.png", "[aria-labelledby=operators]", 1000))));
        assertQuiet(report, company.base());
        assertEveryLook(report);
        assertThat(report.path("result"))
                .allSatisfy(look -> assertThat(SeenPage.strings(look.path("headings")))
                        .contains("H2 For operators", "H2 Calls of the last 15 minutes"));
    }

    @Test
    void putsOnTheClipboardWhatItShowsAndSaysSo() {
        List<String> texts = new ArrayList<>(List.of(own.url()));
        ClientSetup.http(own.url(), "Enterprise MCP").forEach(setup -> texts.add(setup.text()));
        texts.add(ClientSetup.stdio(
                        "Enterprise MCP", "java", List.of("-jar", "/path/to/enterprise-mcp.jar", "stdio"), Map.of())
                .text());
        JsonNode report = run("copies", own.base(), Map.of(), Map.of());
        assertQuiet(report, own.base());
        JsonNode copied = report.at("/result/copied");
        assertThat(copied).extracting(copy -> copy.path("text").asText()).containsExactlyElementsOf(texts);
        assertThat(copied).allSatisfy(copy -> {
            assertThat(copy.path("label").asText()).isEqualTo("Copied");
            assertThat(copy.path("role").asText()).isEqualTo("status");
        });
        assertThat(copied)
                .extracting(copy -> copy.path("said").asText())
                .doesNotHaveDuplicates()
                .startsWith("Copied the URL of the endpoint.")
                .contains("Copied the text for Cursor.");
        assertThat(report.at("/result/selected/text").asText()).isEqualTo(own.url());
        assertThat(report.at("/result/selected/label").asText()).isEqualTo("Selected");
        assertThat(report.at("/result/selected/said").asText()).contains("copy it with the keyboard");
        assertThat(report.at("/result/withoutScripts/buttons").asInt(-1)).isZero();
        assertThat(report.at("/result/withoutScripts/text").asText()).isEqualTo("The charts need JavaScript.");
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        JsonNode report = run("walks", own.base(), Map.of(), Map.of());
        assertQuiet(report, own.base());
        JsonNode result = report.path("result");
        SeenPage.assertWalkable(result.path("stops"));
        assertThat(result.path("stops")).hasSize(result.path("reachable").asInt());
        assertThat(result.at("/stops/0/name").asText()).isEqualTo("Skip to the content");
        assertThat(result.path("hiddenSkip").asDouble()).isGreaterThan(1);
        assertThat(result.path("skippedTo").asText()).isEqualTo("main");
        assertThat(result.path("next").asText()).isEqualTo("Copy the URL of the endpoint");
        assertThat(result.path("opened").asBoolean()).isTrue();
    }

    @Test
    void drawsCallsAsTheyComeAndIsQuietWhileNobodyLooks() {
        try (Product fresh = new Product(plain, Map.of("DEBUG", "true"))) {
            JsonNode report = run("charts", fresh.base(), Map.of(), Map.of());
            assertQuiet(report, fresh.base());
            JsonNode result = report.path("result");
            assertThat(result.at("/empty/hidden").asBoolean()).isTrue();
            JsonNode shown = result.path("shown");
            assertThat(shown.path("state").asText()).isEqualTo("Live, every 2 seconds.");
            assertThat(shown.path("errors").asText()).isEqualTo("1");
            assertThat(shown.path("bars").asInt()).isPositive();
            assertThat(shown.path("errorBars").asInt()).isEqualTo(1);
            assertThat(shown.path("line").asText()).startsWith("M");
            assertThat(shown.path("label").asText()).startsWith("Calls per 10 seconds, at most ");
            assertThat(shown.path("tools").toString())
                    .isEqualTo("[[\"create_record\",\"1\",\"0\"],[\"get_record\",\"1\",\"1\"]]");
            assertThat(SeenPage.strings(shown.path("options"))).containsExactly("", "create_record", "get_record");
            assertThat(result.at("/hidden/waiting").asInt(-1)).isZero();
            assertThat(result.at("/hidden/asked").asInt(-1)).isZero();
            assertThat(result.at("/hidden/calls").asText()).isEqualTo("3");
            assertThat(result.at("/paused/pressed").asText()).isEqualTo("true");
            assertThat(result.at("/paused/state").asText()).isEqualTo("Paused.");
            assertThat(result.path("violations")).isEmpty();
        }
    }

    @Test
    void saysWhyTheChartsDoNotMove() {
        JsonNode result = run("states", company.base(), OPERATOR, Map.of("calls", aQuarterOfAnHour()))
                .path("result");
        assertThat(result.at("/loading/state").asText()).isEqualTo("Loading …");
        assertThat(result.at("/loading/charts").asBoolean(true)).isFalse();
        assertThat(result.at("/loading/role").asText()).isEqualTo("status");
        assertThat(result.at("/live/charts").asBoolean()).isTrue();
        assertThat(result.at("/live/focus").asText())
                .as("drawing anew takes nobody's focus")
                .isEqualTo("tool");
        assertThat(result.at("/broken/state").asText()).isEqualTo("The server does not answer. Trying again …");
        assertThat(result.at("/broken/charts").asBoolean()).isTrue();
        assertThat(result.at("/failed/state").asText()).isEqualTo("The server does not answer. Trying again …");
        assertThat(result.at("/recovered/state").asText()).isEqualTo("Live, every 2 seconds.");
        assertThat(result.at("/recovered/again")).isEmpty();
        assertThat(result.at("/signedOut/state").asText()).isEqualTo("You are not signed in any more.");
        assertThat(SeenPage.strings(result.at("/signedOut/again"))).containsExactly("Reload the page", "/");
        SeenPage.assertReadable(result.path("signedOut"));
    }

    private static void assertEveryLook(JsonNode report) {
        assertThat(report.path("result")).hasSize(4).allSatisfy(look -> {
            SeenPage.assertReadable(look);
            SeenPage.assertUsable(look, look.path("width").asInt() == 390);
            assertThat(look.path("unnamed")).isEmpty();
        });
    }

    private static void assertQuiet(JsonNode report, String base) {
        assertThat(report.path("console")).isEmpty();
        assertThat(report.path("failed")).isEmpty();
        assertThat(SeenPage.strings(report.path("requests"))).isNotEmpty().allMatch(url -> url.startsWith(base + "/"));
    }

    private static Map<String, Object> shot(String name, String from, int height) {
        return Map.of("name", name, "from", from, "height", height);
    }

    /** What the charts show of calls that came and went as on a working day; the same in every run. */
    private static Map<String, Object> aQuarterOfAnHour() {
        MutableClock clock = new MutableClock();
        CallSeries series = new CallSeries(clock);
        Random chance = new Random(6);
        List<String> tools = List.of("execute_query", "get_record", "search_records", "create_record", "update_record");
        for (int step = 0; step < 90; step++) {
            int calls = (int) (14 + 9 * Math.sin(step / 9.0) + chance.nextInt(8));
            for (int call = 0; call < calls; call++) {
                String tool = tools.get(Math.min(chance.nextInt(6), chance.nextInt(5)));
                long micros = (long) ((tool.equals("execute_query") ? 240_000 : 90_000)
                        * Math.exp(chance.nextGaussian() / 3)
                        * (step > 52 && step < 61 ? 2.2 : 1));
                boolean failed = chance.nextInt(step > 52 && step < 61 ? 9 : 60) == 0;
                series.observed(new Observation(
                        tool,
                        Caller.anonymous(),
                        Optional.empty(),
                        failed ? Optional.of(ErrorCode.NO_SESSION) : Optional.empty(),
                        CallFacts.none(),
                        Duration.ofNanos(micros * 1_000)));
            }
            clock.advance(Duration.ofSeconds(step == 89 ? 0 : 10));
        }
        return series.shown(Optional.empty());
    }

    private JsonNode run(String scene, String base, Map<String, String> headers, Map<String, ?> further) {
        Map<String, Object> spec = new HashMap<>(Map.of(
                "url",
                base + "/",
                "headers",
                headers,
                "folder",
                Chromium.pictures().toString()));
        spec.putAll(further);
        try {
            return Chromium.report(home, SCRIPT, scene, new ObjectMapper().writeValueAsString(spec));
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
