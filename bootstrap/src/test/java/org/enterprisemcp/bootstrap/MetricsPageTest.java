package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.log.RecentLogs;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads the metrics, and what they say of calls that went well or did not. */
class MetricsPageTest {

    private static final byte[] NO_BODY = {};
    private static final String TOKEN = "an-admin-token-of-more-than-32-characters";
    private static final String SECRET = "secret-that-nobody-shows-42";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MCP_METRICS                 | everybody | guarded, open, off",
                "OTEL_EXPORTER_OTLP_ENDPOINT | collector:4318 | http or https URL",
                "OTEL_EXPORTER_OTLP_ENDPOINT | http://user@collector:4318 | without user",
                "OTEL_EXPORTER_OTLP_PROTOCOL | grpc | http/protobuf",
                "OTEL_EXPORTER_OTLP_HEADERS  | no header | name=value",
                "OTEL_TRACES_SAMPLER         | jaeger_remote | traceidratio",
                "OTEL_TRACES_SAMPLER_ARG     | 2 | from 0 to 1"
            })
    void refusesToStartWithASettingThatItCannotUse(String key, String value, String fix) {
        Map<String, String> settings = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"));
        settings.put(key, value);
        assertThatThrownBy(() -> start(settings))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(key)
                .hasMessageContaining(fix);
    }

    @Test
    void isNotThereWhenItIsOff() {
        try (Application application = start(Map.of("MCP_METRICS", "off", "ADMIN_TOKEN", TOKEN))) {
            HttpReply reply = get(application, Map.of("Authorization", "Bearer " + TOKEN));
            assertThat(reply.status()).isEqualTo(404);
        }
    }

    @Test
    void isForOperatorsWithoutDebugToo() {
        try (Application application = start(Map.of("ADMIN_TOKEN", TOKEN))) {
            HttpReply stranger = get(application, Map.of("X-Forwarded-For", "192.0.2.1"));
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.text()).doesNotContain("mcp_server");
            HttpReply operator = get(application, Map.of("Authorization", "Bearer " + TOKEN));
            assertThat(operator.status()).isEqualTo(200);
            assertThat(operator.header("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(operator.text()).contains("jvm_memory_used_bytes{");
        }
        try (Application application = start(Map.of())) {
            assertThat(get(application, Map.of("X-Forwarded-For", "192.0.2.1")).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void isForEverybodyWhereTheOperatorSaysSo() {
        try (Application application = start(Map.of("MCP_METRICS", "open", "ADMIN_TOKEN", TOKEN))) {
            assertThat(get(application, Map.of("X-Forwarded-For", "192.0.2.1")).status())
                    .isEqualTo(200);
            assertThat(new RawHttp(application.port())
                            .send("POST", "/metrics", Map.of(), NO_BODY)
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void countsAFailedResultAsAFailureAndShowsNothingOfIt() {
        try (Application application = start(Map.of("UPSTREAM_ACCESS_TOKEN", "t", "MCP_METRICS", "open"));
                RecentLogs logs = RecentLogs.listening()) {
            McpProbe probe = new McpProbe(application.port()).open("2025-11-25");
            probe.call("create_record", Map.of("record_type", "customer", "payload", Map.of("name", SECRET)));
            probe.call("get_record", Map.of("record_type", "customer", "record_id", Map.of("x", SECRET)));
            probe.request("tools/call", Map.of("name", SECRET));
            String page = get(application, Map.of()).text();
            assertThat(page.lines())
                    .anyMatch(line -> isCount(line, "gen_ai_tool_name=\"create_record\"", "outcome=\"ok\""))
                    .anyMatch(line -> isCount(
                            line,
                            "gen_ai_tool_name=\"get_record\"",
                            "outcome=\"tool_error\",error_type=\"RECORD_VALIDATION\""))
                    .anyMatch(line -> isCount(line, "outcome=\"refused\",error_type=\"-32602\""))
                    .contains("enterprise_mcp_sessions 1");
            List<Map<String, String>> events = logs.events(Optional.empty());
            assertThat(events)
                    .filteredOn(event -> event.getOrDefault("message", "").equals("tool_call"))
                    .extracting(event -> event.get("tool") + " " + event.get("outcome"))
                    .containsExactly("create_record ok", "get_record RECORD_VALIDATION", "unknown RECORD_VALIDATION");
            assertThat(page + events).doesNotContain(SECRET);
        }
    }

    private static boolean isCount(String line, String... parts) {
        return line.startsWith("mcp_server_operation_duration_seconds_count{mcp_method_name=\"tools/call\"")
                && line.endsWith(" 1")
                && List.of(parts).stream().allMatch(line::contains);
    }

    private static HttpReply get(Application application, Map<String, String> headers) {
        return new RawHttp(application.port()).send("GET", "/metrics", headers, NO_BODY);
    }

    private static Application start(Map<String, String> further) {
        Map<String, String> settings =
                new HashMap<>(Map.of("UPSTREAM_KIND", "fake", "UPSTREAM_ACCOUNT_ID", "acme", "MCP_PORT", "0"));
        settings.putAll(further);
        return Application.start(Environment.of(settings));
    }
}
