package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a call has come, on the way to a client that reads it, reads it slowly, or has gone. */
class ProgressTest {

    private static final String LATEST = "2025-11-25";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LINE = 10_000;

    private final CapableUpstream upstream = new CapableUpstream(new FakeUpstream(), TestGuide.everything());

    @ParameterizedTest
    @ValueSource(strings = {"true", "{}", "[1]"})
    void refusesATokenThatIsNeitherTextNorNumber(String token) throws Exception {
        try (TestServer server = server()) {
            McpProbe probe = server.probe().open(LATEST);
            JsonNode error = probe.post(call(9, token)).json().path("error");
            assertThat(error.path("code").asInt()).isEqualTo(-32602);
            assertThat(error.path("message").asText()).contains("progressToken");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void tellsOnlyWhatIsFurtherThanBefore() throws Exception {
        upstream.telling(progress -> {
            for (long done : new long[] {1, 1, 3, 2, 4}) {
                progress.progressed(done, OptionalLong.empty(), "at " + done);
            }
        });
        try (TestServer server = server()) {
            List<JsonNode> events = events(server.probe().open(LATEST).post(call(9, "7")));
            assertThat(events.stream().map(event -> event.at("/params/message").asText()))
                    .containsExactly("at 1", "at 3", "at 4", "");
            assertThat(events.getFirst().at("/params/progressToken").intValue()).isEqualTo(7);
            assertThat(events.getFirst().path("params").has("total")).isFalse();
            assertThat(events.getLast().path("id").asInt()).isEqualTo(9);
        }
    }

    @Test
    void answersPlainlyWhenThereIsNothingToTell() throws Exception {
        upstream.telling(progress -> {});
        try (TestServer server = server()) {
            HttpReply reply = server.probe().open(LATEST).post(call(9, "7"));
            assertThat(reply.header("Content-Type")).hasValue("application/json");
        }
    }

    @Test
    void finishesTheCallAndKeepsTheSessionOfAClientThatHasGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        upstream.telling(progress -> {
            progress.progressed(1, OptionalLong.empty(), "begun");
            await(gone);
            for (int done = 2; done < 2_000; done++) {
                progress.progressed(done, OptionalLong.empty(), "x".repeat(1_000));
            }
            finished.countDown();
        });
        try (TestServer server = server()) {
            McpProbe probe = server.probe();
            String session = probe.post(probe.message("initialize", McpProbe.initializeParams(LATEST)))
                    .header("Mcp-Session-Id")
                    .orElseThrow();
            assertThat(firstEvent(server.port(), session, call(9, "7"))).contains("begun");
            gone.countDown();

            assertThat(finished.await(20, TimeUnit.SECONDS)).isTrue();
            upstream.telling(progress -> {});
            HttpReply next = probe.with("Mcp-Session-Id", session).post(call(10, "8"));
            assertThat(next.json().at("/result/structuredContent/ok").asBoolean())
                    .as(next.text())
                    .isTrue();
        }
        assertThat(upstream.requests()).hasSize(2);
    }

    @Test
    void isALineBeforeTheAnswerOverStdio() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serveOverStdio(out);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains("notifications/progress", "one is done");
        assertThat(lines.get(2)).contains("notifications/progress", "both are done");
        assertThat(JSON.readTree(lines.get(3))
                        .at("/result/structuredContent/data/job_id")
                        .asText())
                .isEqualTo("42");
    }

    @Test
    void isNoReasonForACallToFailWhereNobodyReadsIt() throws Exception {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        serveOverStdio(new OutputStream() {
            @Override
            public void write(int single) {
                read.write(single);
            }

            @Override
            public void write(byte[] line) throws IOException {
                if (new String(line, StandardCharsets.UTF_8).contains("notifications/progress")) {
                    throw new IOException("broken pipe");
                }
                read.write(line);
            }
        });
        String last = read.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertThat(JSON.readTree(last).at("/result/structuredContent/ok").asBoolean())
                .as(last)
                .isTrue();
        assertThat(upstream.requests()).hasSize(1);
    }

    private TestServer server() {
        return new TestServer(upstream, ToolSelection.of(List.of("all")));
    }

    private void serveOverStdio(OutputStream out) throws Exception {
        MutableClock clock = new MutableClock();
        Map<String, Object> initialize =
                Map.of("jsonrpc", "2.0", "id", 1, "method", "initialize", "params", McpProbe.initializeParams(LATEST));
        String input = JSON.writeValueAsString(initialize) + "\n" + call(2, "\"p\"") + "\n";
        new StdioTransport(
                        TestServer.IDENTITY,
                        TestCatalog.of(upstream, ToolSelection.of(List.of("all")), clock),
                        Caller.anonymous(),
                        MAX_LINE,
                        clock)
                .serve(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out);
    }

    private static String call(int id, String token) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"batch_records\","
                + "\"arguments\":{\"operation\":\"create\",\"record_type\":\"c\",\"items\":[{\"a\":1}]},"
                + "\"_meta\":{\"progressToken\":" + token + "}}}";
    }

    /** Reads the beginning of an answer and hangs up: what was not read yet makes the server's next writes fail. */
    private static String firstEvent(int port, String session, String body) throws IOException {
        String head = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nMcp-Session-Id: " + session
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            while (line != null && !line.startsWith("data: ")) {
                line = in.readLine();
            }
            return String.valueOf(line);
        }
    }

    private static List<JsonNode> events(HttpReply reply) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : reply.text().lines().toList()) {
            if (line.startsWith("data: ")) {
                events.add(JSON.readTree(line.substring("data: ".length())));
            }
        }
        return events;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
