package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.domain.token.UpstreamToken.ApiKey;
import org.enterprisemcp.domain.token.UpstreamToken.Basic;
import org.enterprisemcp.domain.token.UpstreamToken.Bearer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @Test
    void reportsAllProblemsAtOnceThoseOfTheUpstreamToo() {
        Map<String, String> settings = fake();
        settings.put("LOG_LEVEL", "loud");
        settings.put("LOG_FORMAT", "xml");
        settings.put("MCP_TRANSPORT", "pigeon");
        settings.put("MCP_PORT", "70000");
        settings.put("MCP_MAX_BODY_BYTES", "many");
        settings.put("UPSTREAM_ALLOWED_ACCOUNTS", "good, b/ad");
        settings.put("UPSTREAM_API_BASE_URL", "unusable");
        assertThatThrownBy(() -> Assembly.of(Environment.of(settings), Transport.HTTP))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        invalid -> assertThat(invalid.problems())
                                .hasSize(7)
                                .anyMatch(problem ->
                                        problem.startsWith("LOG_LEVEL: must be one of error, warn, info, debug, trace"))
                                .anyMatch(problem -> problem.startsWith("LOG_FORMAT: must be one of text, json"))
                                .anyMatch(problem -> problem.startsWith("MCP_TRANSPORT: must be one of stdio, http"))
                                .anyMatch(problem ->
                                        problem.startsWith("MCP_PORT: must be a whole number from 0 to 65535"))
                                .anyMatch(problem -> problem.startsWith("MCP_MAX_BODY_BYTES:"))
                                .anyMatch(problem -> problem.startsWith("UPSTREAM_ALLOWED_ACCOUNTS:"))
                                .anyMatch(problem -> problem.startsWith("UPSTREAM_API_BASE_URL: must be a URL")));
    }

    @ParameterizedTest
    @CsvSource({
        "MCP_SERVER_BASE_URL, https://mcp.example.com, MCP_SERVER_BASE_URL",
        "MCP_HOST, 0.0.0.0, MCP_HOST",
        "MCP_HOST, 192.0.2.1, MCP_HOST",
        "MCP_AUTH_MODE, everybody, MCP_AUTH_MODE",
        "UPSTREAM_CREDENTIAL, none, UPSTREAM_CREDENTIAL",
        "UPSTREAM_KIND, nosuch, UPSTREAM_KIND",
        "UPSTREAM_ACCOUNT_ID, a.b, UPSTREAM_ACCOUNT_ID",
        "UPSTREAM_ALLOWED_BASE_URLS, http://a.example/, UPSTREAM_ALLOWED_BASE_URLS",
        "UPSTREAM_USERNAME, ann, UPSTREAM_PASSWORD",
        "UPSTREAM_PASSWORD, secret, UPSTREAM_USERNAME",
        "MCP_PORT, -1, MCP_PORT"
    })
    void refusesToStartAndNamesTheSettingAndTheFix(String key, String value, String named) {
        Map<String, String> settings = fake();
        settings.put(key, value);
        assertThatThrownBy(() -> Assembly.of(Environment.of(settings), Transport.HTTP))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(named + ":");
    }

    @Test
    void namesTheToolsetsAndToolsThatThereAre() {
        Map<String, String> settings = fake();
        settings.put("MCP_TOOLSETS", "core, reports, get_job");
        assertThatThrownBy(() -> Assembly.of(Environment.of(settings), Transport.HTTP))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("MCP_TOOLSETS:")
                .hasMessageContaining(
                        "there is no reports; there are all, core, records, query, workflow, bulk, create_record")
                .hasMessageContaining("get_job");
    }

    @Test
    void offersTheToolsOfTheSettingAsFarAsTheUpstreamHasThem() {
        Map<String, String> settings = fake();
        settings.put("MCP_TOOLSETS", "bulk, get_record");
        try (Assembly some = Assembly.of(Environment.of(settings), Transport.HTTP)) {
            assertThat(some.catalog().toolNames()).containsExactly("get_record");
        }
    }

    @Test
    void namesTheTwoWaysOutWhenNobodySignsInOnAPublicAddress() {
        Map<String, String> settings = fake();
        settings.put("MCP_HOST", "0.0.0.0");
        assertThatThrownBy(() -> Assembly.of(Environment.of(settings), Transport.HTTP))
                .hasMessageContaining("loopback address")
                .hasMessageContaining("MCP_TRANSPORT=stdio");
    }

    @ParameterizedTest
    @CsvSource({"MCP_HOST, 0.0.0.0", "MCP_SERVER_BASE_URL, https://mcp.example.com"})
    void servesStdioWhateverAddressHttpWouldHave(String key, String value) {
        Map<String, String> settings = fake();
        settings.put(key, value);
        try (Assembly assembly = Assembly.of(Environment.of(settings), Transport.STDIO)) {
            assertThat(assembly.catalog().toolNames()).contains("connection_status");
        }
        assertThat(doctor(settings, 0)).contains("stdio    for whoever starts it");
        settings.put("MCP_TRANSPORT", "http");
        assertThat(doctor(settings, 1)).contains("problem  " + key);
    }

    @Test
    void refusesAHeaderForTheKeyThatIsNone() {
        Map<String, String> settings = fake();
        settings.put("UPSTREAM_API_KEY", "hunter2");
        settings.put("UPSTREAM_API_KEY_HEADER", "two words");
        assertThatThrownBy(() -> Assembly.of(Environment.of(settings), Transport.HTTP))
                .hasMessageStartingWith("UPSTREAM_API_KEY_HEADER:")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void turnsEachKindOfStaticCredentialIntoWhatGoesUpstream() {
        assertThat(credential(Map.of("UPSTREAM_ACCESS_TOKEN", "t"))).contains(new Bearer(new Secret("t")));
        assertThat(credential(Map.of("UPSTREAM_API_KEY", "k"))).contains(new ApiKey("X-API-Key", new Secret("k")));
        assertThat(credential(Map.of("UPSTREAM_API_KEY", "k", "UPSTREAM_API_KEY_HEADER", "apikey")))
                .contains(new ApiKey("apikey", new Secret("k")));
        assertThat(credential(Map.of("UPSTREAM_USERNAME", "ann", "UPSTREAM_PASSWORD", "p")))
                .contains(new Basic("ann", new Secret("p")));
        assertThat(credential(Map.of())).isEmpty();
    }

    @Test
    void refusesTwoCredentialsAndShowsNeither() {
        Map<String, String> settings = fake();
        settings.put("UPSTREAM_ACCESS_TOKEN", "hunter2");
        settings.put("UPSTREAM_API_KEY", "hunter3");
        assertThatThrownBy(() -> Assembly.of(Environment.of(settings), Transport.HTTP))
                .hasMessageContaining("set only one of")
                .message()
                .doesNotContain("hunter");
    }

    @Test
    void explainsInWordsWhatIsWrongAndShowsNoSecret() {
        Map<String, String> settings = fake();
        settings.put("UPSTREAM_ACCESS_TOKEN", "hunter2");
        settings.put("MCP_PROT", "1");
        assertThat(doctor(settings, 0))
                .contains("set      UPSTREAM_ACCESS_TOKEN", "did you mean MCP_PORT", "The server would start.")
                .doesNotContain("hunter2");
        settings.put("MCP_PORT", "x");
        settings.put("LOG_LEVEL", "loud");
        assertThat(doctor(settings, 1))
                .contains("problem  MCP_PORT:", "problem  LOG_LEVEL:", "The server would not start.");
    }

    @Test
    void warnsWhenThereIsNoCredential() {
        assertThat(doctor(fake(), 0)).contains("calls fail with NO_SESSION");
    }

    private static Optional<UpstreamToken> credential(Map<String, String> further) {
        Map<String, String> settings = fake();
        settings.putAll(further);
        try (Assembly assembly = Assembly.of(Environment.of(settings), Transport.HTTP)) {
            return assembly.config().credential();
        }
    }

    private static String doctor(Map<String, String> settings, int status) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Doctor doctor = new Doctor(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        assertThat(doctor.examine(Environment.of(settings))).isEqualTo(status);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> fake() {
        return new HashMap<>(Map.of("UPSTREAM_KIND", "fake", "UPSTREAM_ACCOUNT_ID", "acme"));
    }
}
