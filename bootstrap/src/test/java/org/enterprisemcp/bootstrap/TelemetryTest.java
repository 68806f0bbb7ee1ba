package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.bootstrap.log.CallLog;
import org.enterprisemcp.bootstrap.log.RecentLogs;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the client to the upstream in one trace, read as a collector reads it. */
@Timeout(120)
class TelemetryTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CLIENT = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + CLIENT + "-01";
    private static final String REVISION = "2026-07-28";
    private static final String SECRET = "id-that-nobody-shows-77";
    private static final Map<String, Object> CUSTOMER = Map.of("record_type", "customers", "record_id", SECRET);

    /** The first answer is a failure worth another attempt. */
    private final LoopbackServer upstream = new LoopbackServer(request ->
            request.number() == 1 ? LoopbackServer.json(503, "{}") : LoopbackServer.json(200, "{\"id\":\"1\"}"));

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void callsGoOnAndOneWarningIsLoggedWhereNoCollectorIs() {
        try (RecentLogs logs = RecentLogs.listening()) {
            Application application = start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
            McpProbe probe = new McpProbe(application.port()).open("2025-11-25");
            for (int call = 0; call < 5 || warnings(logs) == 0; call++) {
                assertThat(probe.call("get_record", CUSTOMER).path("isError").asBoolean())
                        .isFalse();
            }
            application.close();
            assertThat(warnings(logs)).isEqualTo(1);
        }
    }

    private static long warnings(RecentLogs logs) {
        return logs.events(Optional.empty()).stream()
                .filter(event -> event.toString().contains("event=telemetry_export result=failed"))
                .count();
    }

    @Test
    void aCollectorThatDoesNotAnswerSlowsNoCallAndNoStop() {
        try (OtlpReceiver silent = OtlpReceiver.silent()) {
            Application application = start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", silent.endpoint()));
            McpProbe probe = new McpProbe(application.port()).open("2025-11-25");
            probe.call("get_record", CUSTOMER);
            Instant begin = Instant.now();
            for (int call = 0; call < 20; call++) {
                probe.call("get_record", CUSTOMER);
            }
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
            Instant stop = Instant.now();
            application.close();
            assertThat(Duration.between(stop, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void tracesACallFromTheClientToEachAttemptInTheEraWithSessions() {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            try (Application application = start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()))) {
                McpProbe probe = new McpProbe(application.port()).open("2025-11-25");
                probe.request(
                        "tools/call",
                        Map.of("name", "get_record", "arguments", CUSTOMER, "_meta", Map.of("traceparent", PARENT)));
                collector.await(Span.SpanKind.SPAN_KIND_SERVER, 2);
            }
            Map<String, String> server = assertTrace(collector);
            assertThat(server)
                    .containsEntry("enterprise_mcp.era", "legacy")
                    .containsEntry("mcp.protocol.version", "2025-11-25")
                    .containsEntry("network.transport", "tcp")
                    .containsKey("mcp.session.id");
        }
    }

    @Test
    void tracesACallFromTheClientToEachAttemptInTheEraWithout() {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            try (Application application = start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()))) {
                modern(application, PARENT);
                collector.await(Span.SpanKind.SPAN_KIND_SERVER, 1);
            }
            assertThat(assertTrace(collector))
                    .containsEntry("enterprise_mcp.era", "modern")
                    .containsEntry("mcp.protocol.version", REVISION)
                    .doesNotContainKey("mcp.session.id");
        }
    }

    @Test
    void tracesACallOverStdio() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "stdio");
            builder.environment().putAll(settings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())));
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var input = process.outputWriter()) {
                input.write(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params(PARENT) + "}\n");
                input.flush();
                assertThat(process.inputReader().readLine()).contains("\"isError\":false");
                collector.await(Span.SpanKind.SPAN_KIND_SERVER, 1);
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(assertTrace(collector)).containsEntry("network.transport", "pipe");
        }
    }

    @Test
    void tellsAFailureByOurOwnCodeAndARefusalByThatOfTheProtocol() {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            try (Application application = start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()))) {
                McpProbe probe = new McpProbe(application.port()).open("2025-11-25");
                probe.call("get_record", Map.of("record_type", "customers"));
                probe.request("tools/call", Map.of("name", SECRET, "arguments", Map.of()));
                collector.await(Span.SpanKind.SPAN_KIND_SERVER, 3);
            }
            List<Span> spans = collector.spans(Span.SpanKind.SPAN_KIND_SERVER);
            Map<String, String> failed = OtlpReceiver.attributes(spans.get(1));
            Map<String, String> refused = OtlpReceiver.attributes(spans.get(2));
            assertThat(failed)
                    .containsEntry("error.type", "RECORD_VALIDATION")
                    .containsEntry("enterprise_mcp.outcome", "tool_error");
            assertThat(spans.get(1).getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(spans.get(2).getName()).isEqualTo("tools/call");
            assertThat(refused)
                    .containsEntry("error.type", "-32602")
                    .containsEntry("rpc.response.status_code", "-32602")
                    .containsEntry("enterprise_mcp.outcome", "refused");
            assertThat(spans.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void keepsNoTraceThatTheClientDoesNotKeepAndStillTellsTheUpstreamOfIt() {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            try (Application application = start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()))) {
                modern(application, "00-" + TRACE + "-" + CLIENT + "-00");
                modern(application, PARENT);
                collector.await(Span.SpanKind.SPAN_KIND_SERVER, 1);
            }
            assertThat(collector.spans(Span.SpanKind.SPAN_KIND_SERVER)).hasSize(1);
            assertThat(upstream.requests().subList(0, 2))
                    .allSatisfy(request -> assertThat(request.headers().get("traceparent"))
                            .startsWith("00-" + TRACE)
                            .endsWith("-00"));
        }
    }

    @Test
    void sendsTheUpstreamNoTraceWhereNothingIsExported() {
        try (Application application = start(Map.of())) {
            modern(application, PARENT);
            assertThat(upstream.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("traceparent"));
        }
    }

    @Test
    void sendsTheMetricsThatThePageShows() {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            Map<String, String> settings = Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    collector.endpoint() + "/",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "x-key=a%20b",
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "deployment.environment.name=test",
                    "MCP_METRICS",
                    "off");
            try (Application application = start(settings)) {
                new McpProbe(application.port()).open("2025-11-25").call("get_record", CUSTOMER);
                // The way to the collector is known by then, so the last metrics need no long time.
                collector.await(Span.SpanKind.SPAN_KIND_SERVER, 2);
            }
            List<HistogramDataPoint> operations = collector
                    .metric("mcp.server.operation.duration")
                    .getHistogram()
                    .getDataPointsList();
            assertThat(operations)
                    .filteredOn(point -> OtlpReceiver.texts(point.getAttributesList())
                            .getOrDefault("gen_ai.tool.name", "")
                            .equals("get_record"))
                    .singleElement()
                    .satisfies(point -> {
                        assertThat(point.getCount()).isEqualTo(1);
                        assertThat(point.getBucketCountsCount()).isEqualTo(point.getExplicitBoundsCount() + 1);
                        assertThat(point.getSum()).isPositive();
                    });
            assertThat(collector
                            .metric("enterprise_mcp.upstream.retries")
                            .getSum()
                            .getDataPoints(0)
                            .getAsDouble())
                    .isEqualTo(1);
            assertThat(collector.metric("enterprise_mcp.upstream.places").hasGauge())
                    .isTrue();
            assertThat(collector.resources())
                    .isNotEmpty()
                    .allSatisfy(resource -> assertThat(resource)
                            .containsEntry("service.name", "Enterprise MCP")
                            .containsEntry("deployment.environment.name", "test")
                            .containsKeys("service.version", "service.instance.id"));
            assertThat(collector.keys()).isNotEmpty().containsOnly("a b");
        }
    }

    /** One trace: the request, and below it two attempts of which the first failed. The attributes of the request. */
    private Map<String, String> assertTrace(OtlpReceiver collector) {
        Span server = collector.spans(Span.SpanKind.SPAN_KIND_SERVER).getLast();
        List<Span> attempts = collector.spans(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(server.getName()).isEqualTo("tools/call get_record");
        assertThat(hex(server.getTraceId())).isEqualTo(TRACE);
        assertThat(hex(server.getParentSpanId())).isEqualTo(CLIENT);
        assertThat(attempts).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getTraceId()).isEqualTo(server.getTraceId());
            assertThat(attempt.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(attempt.getName()).isEqualTo("GET");
        });
        Map<String, String> first = OtlpReceiver.attributes(attempts.getFirst());
        Map<String, String> second = OtlpReceiver.attributes(attempts.getLast());
        assertThat(first)
                .containsEntry("http.response.status_code", "503")
                .containsEntry("error.type", "503")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("enterprise_mcp.attempt", "1")
                .doesNotContainKey("http.request.resend_count");
        assertThat(second)
                .containsEntry("http.response.status_code", "200")
                .containsEntry("http.request.resend_count", "1")
                .doesNotContainKey("error.type");
        assertThat(upstream.requests())
                .extracting(request -> request.headers().get("traceparent"))
                .containsExactly(
                        "00-" + TRACE + "-" + hex(attempts.getFirst().getSpanId()) + "-01",
                        "00-" + TRACE + "-" + hex(attempts.getLast().getSpanId()) + "-01");
        assertThat(List.of(server, attempts.getFirst(), attempts.getLast()).toString())
                .doesNotContain(SECRET, "anonymous", "the-static-token");
        Map<String, String> attributes = OtlpReceiver.attributes(server);
        assertThat(attributes)
                .containsEntry("mcp.method.name", "tools/call")
                .containsEntry("gen_ai.tool.name", "get_record")
                .containsEntry("gen_ai.operation.name", "execute_tool")
                .containsEntry("enterprise_mcp.record_type", "customers")
                .containsEntry("enterprise_mcp.principal_hash", CallLog.hash("anonymous"))
                .containsEntry("enterprise_mcp.outcome", "ok")
                .containsEntry("enterprise_mcp.attempts", "2")
                .doesNotContainKey("error.type");
        return attributes;
    }

    private static HttpReply modern(Application application, String traceparent) {
        return new McpProbe(application.port())
                .with("MCP-Protocol-Version", REVISION)
                .with("Mcp-Method", "tools/call")
                .with("Mcp-Name", "get_record")
                .with("traceparent", traceparent)
                .post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params("") + "}");
    }

    private static String params(String traceparent) {
        return "{\"name\":\"get_record\",\"arguments\":{\"record_type\":\"customers\",\"record_id\":\"" + SECRET
                + "\"},\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + REVISION
                + "\",\"io.modelcontextprotocol/clientCapabilities\":{},\"traceparent\":\"" + traceparent + "\"}}";
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private Application start(Map<String, String> further) {
        return Application.start(Environment.of(settings(further)));
    }

    private Map<String, String> settings(Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_KIND",
                "generic",
                "UPSTREAM_API_BASE_URL",
                upstream.baseUrl(),
                "UPSTREAM_ACCESS_TOKEN",
                "the-static-token",
                "MCP_PORT",
                "0"));
        settings.putAll(further);
        return settings;
    }
}
