package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RecordingRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP with SSE (2024-11-05, basic/transports). */
@Timeout(60)
class SseHttpTest {

    private static final HttpOptions OPTIONS = new HttpOptions(Set.of(), Set.of(), true, true, TestServer.MAX_BODY);

    private final AskingCatalog asking = new AskingCatalog();
    private final RecordingRequests requests = new RecordingRequests();
    private final SseHttp endpoint = new SseHttp(
            TestServer.IDENTITY, asking.catalog, OPTIONS, TestServer.ACCESS, requests, Duration.ofMillis(50));
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .routing(routing -> routing.register("/", endpoint).register("/tenant", endpoint))
            .build()
            .start();

    @AfterEach
    void stop() {
        endpoint.close();
        server.stop();
    }

    @Test
    void refusesAMessageWithoutASessionOrForASessionThatIsSomebodyElses() throws Exception {
        assertThat(post("/messages", "{}").status()).isEqualTo(404);
        assertThat(post("/messages?sessionId=feed", ping(1)).status()).isEqualTo(404);
        try (SseReader ann = SseReader.get(server.port(), "/sse", Map.of("X-Test-User", "ann"))) {
            String path = endpoint(ann);
            assertThat(post(path, ping(1)).status()).isEqualTo(404);
            assertThat(new McpProbe(server.port(), path)
                            .with("X-Test-User", "ann")
                            .post(ping(1))
                            .status())
                    .isEqualTo(202);
        }
    }

    @ParameterizedTest
    @CsvSource({"PUT, /sse, 405", "POST, /sse, 405", "GET, /messages, 405", "DELETE, /messages, 405"})
    void refusesOtherMethods(String method, String path, int status) {
        assertThat(new McpProbe(server.port(), path).send(method).status()).isEqualTo(status);
    }

    @Test
    void refusesForeignOriginsLongBodiesAndWhatIsNoJson() throws Exception {
        assertThat(new McpProbe(server.port(), "/sse")
                        .with("Origin", "https://evil.example")
                        .send("GET")
                        .status())
                .isEqualTo(403);
        assertThat(new McpProbe(server.port(), "/sse")
                        .with("Accept", "application/json")
                        .send("GET")
                        .status())
                .isEqualTo(406);
        try (SseReader stream = SseReader.get(server.port(), "/sse", Map.of())) {
            String path = endpoint(stream);
            assertThat(post(path, "x".repeat(TestServer.MAX_BODY + 1)).status()).isEqualTo(413);
            assertThat(post(path, "{").status()).isEqualTo(400);
            assertThat(new McpProbe(server.port(), path)
                            .with("Content-Type", "text/plain")
                            .post(ping(1))
                            .status())
                    .isEqualTo(415);
        }
    }

    @Test
    void refusesWhatTheTokenDoesNotAllow() throws Exception {
        try (SseReader stream = SseReader.get(server.port(), "/sse", Map.of("X-Test-User", "ann"))) {
            HttpReply reply = new McpProbe(server.port(), endpoint(stream))
                    .with("X-Test-User", "ann")
                    .with("X-Test-Scopes", "mcp:write")
                    .post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{}}");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.header("WWW-Authenticate")).contains("Bearer needs [mcp:read]");
        }
    }

    @Test
    void refusesMoreStreamsThanACallerMayHave() throws Exception {
        List<SseReader> streams = new ArrayList<>();
        for (int i = 0; i < StreamLimit.MOST_PER_CALLER; i++) {
            SseReader stream = SseReader.get(server.port(), "/sse", Map.of());
            endpoint(stream);
            streams.add(stream);
        }
        assertThat(SseReader.get(server.port(), "/sse", Map.of()).status()).isEqualTo(429);
        try (SseReader other = SseReader.get(server.port(), "/sse", Map.of("X-Test-User", "bob"))) {
            assertThat(other.status()).isEqualTo(200);
        }
        streams.forEach(SseReader::close);
    }

    @Test
    void answersInBandWhatCannotBeAnswered() throws Exception {
        try (SseReader stream = SseReader.get(server.port(), "/sse", Map.of())) {
            String path = endpoint(stream);
            post(path, ping(1));
            assertThat(stream.message().at("/error/code").asInt()).isEqualTo(-32600);
            post(path, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"initialize\",\"params\":{}}");
            assertThat(stream.message().at("/error/code").asInt()).isEqualTo(-32602);
            initialize(stream, path, "2024-11-05");
            post(path, "[" + ping(4) + "]");
            assertThat(stream.message().at("/error/code").asInt()).isEqualTo(-32600);
            post(path, initialize("2024-11-05"));
            assertThat(stream.message().at("/error/code").asInt()).isEqualTo(-32600);
        }
    }

    @ParameterizedTest
    @CsvSource({"2024-11-05, /sse, /messages", "2025-11-25, /tenant/sse, /tenant/messages"})
    void servesASessionOnOneStream(String revision, String path, String messages) throws Exception {
        try (SseReader stream = SseReader.get(server.port(), path, Map.of())) {
            String where = endpoint(stream);
            assertThat(where).startsWith(messages + "?sessionId=");
            initialize(stream, where, revision);
            post(where, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"teller\"}}");
            assertThat(stream.message().at("/params/level").asText()).isEqualTo("warning");
            assertThat(stream.message().at("/result/content/0/text").asText()).isEqualTo("told");
        }
    }

    @Test
    void asksItsClientAndTellsOfChanges() throws Exception {
        try (SseReader stream = SseReader.get(server.port(), "/sse", Map.of())) {
            String path = endpoint(stream);
            initialize(stream, path, "2025-11-25");
            post(path, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"name\"}}");
            JsonNode asked = stream.message();
            assertThat(asked.path("method").asText()).isEqualTo("elicitation/create");
            post(
                    path,
                    "{\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id")
                            + ",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Ann\"}}}");
            assertThat(stream.message().at("/result/content/0/text").asText()).isEqualTo("Hello, Ann!");
            post(path, "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"tools/call\",\"params\":{\"name\":\"changer\"}}");
            assertThat(stream.message().path("method").asText()).endsWith("/list_changed");
        }
    }

    @Test
    void stopsTheCallsOfAClientThatHasGone() throws Exception {
        try (SseReader stream = SseReader.get(server.port(), "/sse", Map.of())) {
            String path = endpoint(stream);
            initialize(stream, path, "2024-11-05");
            post(path, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"waiter\"}}");
            assertThat(asking.waiting.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(asking.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsItsStreamsWithTheServer() throws Exception {
        try (SseReader stream = SseReader.get(server.port(), "/sse", Map.of())) {
            endpoint(stream);
            endpoint.close();
            assertThat(stream.next()).isEmpty();
        }
    }

    private void initialize(SseReader stream, String path, String revision) throws Exception {
        assertThat(post(path, initialize(revision)).status()).isEqualTo(202);
        assertThat(stream.message().at("/result/protocolVersion").asText()).isEqualTo(revision);
    }

    private static String initialize(String revision) {
        return "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + revision
                + "\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    }

    private static String endpoint(SseReader stream) throws Exception {
        SseReader.Event first = stream.next().orElseThrow();
        assertThat(first.fields().get("event")).isEqualTo("endpoint");
        return String.valueOf(first.fields().get("data"));
    }

    private HttpReply post(String path, String body) {
        return new McpProbe(server.port(), path).post(body);
    }

    private static String ping(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
    }
}
