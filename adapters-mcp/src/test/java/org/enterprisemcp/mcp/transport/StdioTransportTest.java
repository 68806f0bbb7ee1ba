package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class StdioTransportTest {

    private static final int MAX_LINE = 10_000;
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}""";

    private final FakeUpstream upstream = new FakeUpstream();

    @Test
    void answersALineThatIsNoMessageAndReadsOn() throws Exception {
        List<JsonNode> answers = talk("2025-11-25", "{", "[]", "17", ping(1));
        assertThat(codes(answers)).containsExactlyInAnyOrder(-32700, -32600, -32600);
        assertThat(answers.getLast().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void answersACallThatTheProtocolDoesNotAllowAndReadsOn() throws Exception {
        List<JsonNode> answers = talk("2025-11-25", """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_record","_meta":3}}""", ping(2));
        assertThat(codes(answers)).containsExactly(-32602);
        assertThat(answers.stream().map(answer -> answer.path("id").asInt())).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void answersAnInitializeThatIsNoneAndTakesTheNext() throws Exception {
        List<JsonNode> answers = serve("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{"roots":3},"clientInfo":{"name":"t","version":"1"}}}
                """ + INITIALIZE.formatted("2025-11-25") + "\n");
        assertThat(codes(answers)).containsExactly(-32602);
        assertThat(answers.getLast().at("/result/protocolVersion").asText()).isEqualTo("2025-11-25");
    }

    @Test
    void refusesALineThatIsTooLongAndReadsOn() throws Exception {
        List<JsonNode> answers = talk("2025-11-25", "x".repeat(5 * 1024 * 1024), ping(1));
        assertThat(codes(answers)).containsExactly(-32600);
        assertThat(answers.getLast().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void refusesACallBeforeInitialize() throws Exception {
        List<JsonNode> answers = serve(ping(1) + "\n");
        assertThat(codes(answers)).containsExactly(-32600);
        assertThat(answers.getFirst().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void answersTheProbeOfAModernClientAndTheInitializeOfAnother() throws Exception {
        List<JsonNode> answers = serve("""
                {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":\
                {"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{}}}}
                """ + INITIALIZE.formatted("2025-11-25") + "\n");
        assertThat(codes(answers)).isEmpty();
        assertThat(answers.stream()
                        .map(answer -> answer.at("/result/supportedVersions/0").asText()))
                .contains("2026-07-28");
        assertThat(answers.stream()
                        .map(answer -> answer.at("/result/protocolVersion").asText()))
                .contains("2025-11-25");
    }

    @Test
    void answersAThousandPipelinedCallsAfterTheInputHasEnded() throws Exception {
        String[] calls = IntStream.rangeClosed(1, 1_000)
                .mapToObj(id -> "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":"
                        + "{\"name\":\"create_record\",\"arguments\":{\"record_type\":\"customer\",\"payload\":{\"n\":"
                        + id + "}}}}")
                .toArray(String[]::new);
        List<JsonNode> answers = talk("2025-11-25", calls);

        assertThat(answers).hasSize(1_001);
        assertThat(answers.stream().map(answer -> answer.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(answers.stream().skip(1))
                .allMatch(answer -> answer.at("/result/structuredContent/ok").asBoolean());
        assertThat(upstream.scopes()).hasSize(1_000);
    }

    @Test
    void doesNotStopBeforeTheCallInFlightIsAnswered() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        OutputStream slow = new FilterOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void write(byte[] line) {
                if (new String(line, StandardCharsets.UTF_8).contains("\"id\":7")) {
                    inside.countDown();
                    awaitUninterruptibly(release);
                }
            }
        };
        StdioTransport transport = transport(new MutableClock());
        String input = INITIALIZE.formatted("2025-11-25") + "\n" + ping(7) + "\n";
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            background.execute(
                    () -> transport.serve(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), slow));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(transport.drain(Duration.ofMillis(20))).isFalse();
            release.countDown();
            assertThat(transport.drain(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void answersABatchInTheRevisionThatHasThemAndRefusesItElsewhere() throws Exception {
        String batch = "[" + ping(1) + "," + ping(2) + "]";
        assertThat(talk("2025-03-26", batch).getLast()).hasSize(2);
        assertThat(codes(talk("2025-06-18", batch))).containsExactly(-32600);
    }

    @Test
    void passesOverBlankLinesAndCarriageReturns() throws Exception {
        assertThat(serve("\n\r\n" + INITIALIZE.formatted("2025-11-25") + "\r\n\n" + ping(1) + "\r\n"))
                .hasSize(2);
    }

    private List<JsonNode> talk(String revision, String... lines) throws Exception {
        return serve(INITIALIZE.formatted(revision) + "\n" + String.join("\n", lines) + "\n");
    }

    private List<JsonNode> serve(String input) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        transport(new MutableClock()).serve(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                answers.add(new ObjectMapper().readTree(line));
            }
        }
        return answers;
    }

    private StdioTransport transport(MutableClock clock) {
        return new StdioTransport(
                TestServer.IDENTITY, TestCatalog.of(upstream, clock), Caller.anonymous(), MAX_LINE, clock);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Integer> codes(List<JsonNode> answers) {
        return answers.stream()
                .filter(answer -> answer.has("error"))
                .map(answer -> answer.at("/error/code").asInt())
                .toList();
    }

    private static String ping(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
    }
}
