package org.enterprisemcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.AttemptSpan;
import org.enterprisemcp.domain.port.AttemptStart;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.port.TargetLoad;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

/** What is counted, read as Prometheus reads it. */
class TelemetryPageTest {

    private final MutableClock clock = new MutableClock();
    private final Telemetry telemetry =
            Telemetry.begin(new Telemetry.Options("A \"name\"\\", "1.2.3", Optional.empty(), name -> name), clock);

    @Test
    void keepsToTheNumberOfSeriesThatThereMayBe() {
        for (int host = 0; host < 3 * Metrics.MOST_SERIES; host++) {
            RequestSpan span = telemetry.requests().began(call("get_record"));
            span.attempt(new AttemptStart("GET", "host" + host, 443, "acme", 2, Duration.ZERO))
                    .ended(new AttemptSpan.Result(OptionalInt.of(200), Optional.empty()));
        }
        String page = telemetry.prometheus();
        PrometheusReader read = PrometheusReader.read(page);
        assertThat(page.lines().filter(line -> line.startsWith("enterprise_mcp_upstream_retries_total")))
                .hasSize(Metrics.MOST_SERIES + 1);
        assertThat(read.value("enterprise_mcp_upstream_retries_total{otel_metric_overflow=\"true\"}"))
                .contains(2.0 * Metrics.MOST_SERIES);
        assertThat(read.value("http_client_request_duration_seconds_count{otel_metric_overflow=\"true\"}"))
                .contains(2.0 * Metrics.MOST_SERIES);
    }

    @Test
    void countsAFailureThatIsAResultAsAFailure() {
        RequestSpan failed = telemetry.requests().began(call("get_record"));
        failed.failed(Optional.of(ErrorCode.TIMEOUT));
        clock.advance(Duration.ofMillis(30));
        failed.ended(RequestSpan.End.answered());
        RequestSpan well = telemetry.requests().began(call("get_record"));
        well.ended(RequestSpan.End.answered());
        RequestSpan mistake = telemetry.requests().began(call("get_record"));
        mistake.failed(Optional.empty());
        mistake.ended(RequestSpan.End.answered());
        PrometheusReader read = PrometheusReader.read(telemetry.prometheus());
        String begin = "mcp_server_operation_duration_seconds_";
        String labels = "{mcp_method_name=\"tools/call\",gen_ai_tool_name=\"get_record\",enterprise_mcp_era=\"modern\","
                + "network_transport=\"pipe\",enterprise_mcp_outcome=";
        assertThat(read.value(begin + "count" + labels + "\"tool_error\",error_type=\"TIMEOUT\"}"))
                .contains(1.0);
        assertThat(read.value(begin + "count" + labels + "\"tool_error\",error_type=\"INTERNAL\"}"))
                .contains(1.0);
        assertThat(read.value(begin + "count" + labels + "\"ok\"}")).contains(1.0);
        assertThat(read.value(begin + "sum" + labels + "\"tool_error\",error_type=\"TIMEOUT\"}"))
                .contains(0.03);
        assertThat(read.value(begin + "bucket" + labels + "\"tool_error\",error_type=\"TIMEOUT\",le=\"0.02\"}"))
                .contains(0.0);
        assertThat(read.value(begin + "bucket" + labels + "\"tool_error\",error_type=\"TIMEOUT\",le=\"0.05\"}"))
                .contains(1.0);
        assertThat(read.value(begin + "bucket" + labels + "\"tool_error\",error_type=\"TIMEOUT\",le=\"+Inf\"}"))
                .contains(1.0);
    }

    @Test
    void showsAttemptsByTheClassOfTheirStatus() {
        RequestSpan span = telemetry.requests().began(call("get_record"));
        AttemptStart first = new AttemptStart("GET", "api.example", 443, "acme", 1, Duration.ZERO);
        span.attempt(first).ended(new AttemptSpan.Result(OptionalInt.of(503), Optional.empty()));
        span.attempt(first).ended(new AttemptSpan.Result(OptionalInt.empty(), Optional.of("timeout")));
        PrometheusReader read = PrometheusReader.read(telemetry.prometheus());
        String begin = "http_client_request_duration_seconds_count{http_request_method=\"GET\","
                + "server_address=\"api.example\",enterprise_mcp_status_class=";
        assertThat(read.value(begin + "\"5xx\",error_type=\"503\"}")).contains(1.0);
        assertThat(read.value(begin + "\"none\",error_type=\"timeout\"}")).contains(1.0);
    }

    @Test
    void showsTheLimitsOfAnAccountOnceWhereverItIsCalled() {
        telemetry.watchLoads(() -> List.of(
                new TargetLoad("acme", 5, 2, 1, Optional.empty(), false),
                new TargetLoad("acme", 5, 1, 0, Optional.of(Duration.ofMillis(2_500)), true)));
        telemetry.watchSessions(() -> 3);
        telemetry.watchStreams(() -> 2);
        PrometheusReader read = PrometheusReader.read(telemetry.prometheus());
        String acme = "{enterprise_mcp_target=\"acme\"}";
        assertThat(read.value("enterprise_mcp_upstream_running" + acme)).contains(3.0);
        assertThat(read.value("enterprise_mcp_upstream_waiting" + acme)).contains(1.0);
        assertThat(read.value("enterprise_mcp_upstream_breaker_open" + acme)).contains(1.0);
        assertThat(read.value("enterprise_mcp_upstream_pause_seconds" + acme)).contains(2.5);
        assertThat(read.value("enterprise_mcp_sessions")).contains(3.0);
        assertThat(read.value("enterprise_mcp_streams")).contains(2.0);
    }

    @Test
    void countsWhatBecomesOfLoginsAndTokens() {
        for (GrantObserver.Event event : GrantObserver.Event.values()) {
            telemetry.grants().observed(event);
        }
        PrometheusReader read = PrometheusReader.read(telemetry.prometheus());
        assertThat(read.value("enterprise_mcp_grants_total{enterprise_mcp_event=\"upstream_refresh\","
                        + "enterprise_mcp_outcome=\"renewal_failed\"}"))
                .contains(1.0);
        assertThat(read.types()).containsEntry("enterprise_mcp_grants_total", "counter");
    }

    @Test
    void tellsOfTheProcessAndTheMachineBelow() {
        PrometheusReader read = PrometheusReader.read(telemetry.prometheus());
        assertThat(read.value("jvm_memory_used_bytes{jvm_memory_type=\"heap\"}"))
                .get()
                .satisfies(used -> assertThat(used).isPositive());
        assertThat(read.value("jvm_thread_count")).isPresent();
        assertThat(telemetry.prometheus()).contains("service_name=\"A \\\"name\\\"\\\\\"", "service_version=\"1.2.3\"");
        assertThat(read.size()).isGreaterThan(8);
    }

    private static RequestStart call(String tool) {
        return new RequestStart(
                RequestStart.TOOL_CALL,
                Optional.of(tool),
                Optional.empty(),
                Optional.empty(),
                "modern",
                Optional.empty(),
                Optional.empty(),
                RequestStart.Transport.STDIO,
                Caller.anonymous(),
                Optional.empty());
    }
}
