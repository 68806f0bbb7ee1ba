package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.mcp.transport.SseReader.Event;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients read at the end of a stream when the server stops, and when a call takes longer than anybody may wait. */
@Timeout(60)
class StreamsAtAStopTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String UNFINISHED = "Look whether it was done before you repeat it.";

    /** Where the client of the oldest transport posts. */
    private String path = "";

    private StreamServer server = new StreamServer(LONG, LONG);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "stubborn"})
    void endsACallOfTheRevisionWithoutSessionsThatDoesNotEndItself(String tool) throws Exception {
        ModernProbe client = new ModernProbe(server.port());
        CompletableFuture<HttpReply> answer = CompletableFuture.supplyAsync(
                () -> client.send("tools/call", "{'name':'" + tool + "','arguments':{}}"), Thread::startVirtualThread);
        assertThat(server.begun.await(20, TimeUnit.SECONDS)).isTrue();
        server.stop();
        server.abandon();
        HttpReply reply = answer.get(20, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(200);
        assertUnfinished(reply.json(), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "stubborn"})
    void endsACallOfTheRevisionWithoutSessionsOnItsStream(String tool) throws Exception {
        renew(SHORT, LONG);
        try (EventReader reading =
                new ModernProbe(server.port()).listen("tools/call", "{'name':'" + tool + "','arguments':{}}")) {
            assertThat(server.begun.await(20, TimeUnit.SECONDS)).isTrue();
            reading.line(":");
            server.stop();
            server.abandon();
            assertUnfinished(reading.next(), 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"slow, false", "slow, true", "stubborn, false", "stubborn, true"})
    void endsACallOfASessionThatDoesNotEndItself(String tool, boolean streaming) throws Exception {
        renew(streaming ? SHORT : LONG, LONG);
        CompletableFuture<JsonNode> answer = called(session("2025-06-18"), tool);
        assertThat(server.begun.await(20, TimeUnit.SECONDS)).isTrue();
        server.stop();
        server.abandon();
        assertUnfinished(answer.get(20, TimeUnit.SECONDS), 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "stubborn"})
    void endsACallOverTheOldestTransportThatDoesNotEndItself(String tool) throws Exception {
        try (SseReader stream = opened()) {
            call(tool);
            server.stop();
            assertThat(stream.message().path("method").asText()).isEqualTo("notifications/message");
            server.abandon();
            assertUnfinished(stream.message(), 7);
            assertThat(stream.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "stubborn"})
    void answersACallThatTakesTooLongBeforeAnybodyCutsIt(String tool) throws Exception {
        renew(Duration.ofMillis(20), SHORT);
        ModernProbe client = new ModernProbe(server.port());
        try (EventReader reading = client.listen("tools/call", "{'name':'" + tool + "','arguments':{}}")) {
            assertUnfinished(reading.next(), 1);
        }
        assertUnfinished(called(session("2025-11-25"), tool).get(20, TimeUnit.SECONDS), 7);
    }

    @Test
    void letsAClientListenAsLongAsItLikes() throws Exception {
        renew(Duration.ofMillis(20), SHORT);
        try (EventReader stream = new ModernProbe(server.port())
                .listen("subscriptions/listen", "{'notifications':{'toolsListChanged':true}}")) {
            stream.next();
            for (int i = 0; i < 6; i++) {
                stream.line(":");
            }
            server.stop();
            assertThat(stream.next().at("/result/resultType").asText()).isEqualTo("complete");
        }
    }

    @Test
    void answersWhatIsInFlightBeforeTheStreamEnds() throws Exception {
        try (SseReader stream = opened()) {
            call("slow");
            server.stop();
            assertThat(stream.message().path("method").asText()).isEqualTo("notifications/message");
            server.goOn.countDown();
            assertThat(stream.message().at("/result/content/0/text").asText()).isEqualTo("done");
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void tellsTheOldestTransportWhyItsStreamEnds() throws Exception {
        try (SseReader stream = opened()) {
            server.stop();
            assertGoodbye(stream.message());
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void tellsASessionWhyItsStreamEnds() throws Exception {
        try (SseReader stream = SseReader.get(server.port(), session("2025-11-25"))) {
            stream.next();
            server.stop();
            assertGoodbye(stream.message());
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void tellsNothingToASessionThatWantsToHearOfErrorsOnly() throws Exception {
        Map<String, String> session = session("2025-11-25");
        probe(session).request("logging/setLevel", Map.of("level", "error"));
        try (SseReader stream = SseReader.get(server.port(), session)) {
            stream.next();
            server.stop();
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void tellsASubscriberWhyItsStreamEnds() {
        try (EventReader stream = new ModernProbe(server.port())
                .listen("subscriptions/listen", "{'notifications':{'toolsListChanged':true}}")) {
            stream.next();
            server.stop();
            assertThat(stream.next()
                            .at("/result/_meta/org.enterprisemcp~1reason")
                            .asText())
                    .isEqualTo("The server stops; listen again.");
        }
    }

    private static void assertGoodbye(JsonNode message) {
        assertThat(message.path("method").asText()).isEqualTo("notifications/message");
        assertThat(message.at("/params/level").asText()).isEqualTo("notice");
        assertThat(message.at("/params/data").asText()).isEqualTo("The server stops; connect again.");
    }

    private static void assertUnfinished(JsonNode answer, int id) {
        assertThat(answer.path("id").asInt()).as(answer.toString()).isEqualTo(id);
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
        assertThat(answer.at("/error/message").asText()).endsWith(UNFINISHED);
    }

    private void renew(Duration everyBeat, Duration longest) {
        server.close();
        server = new StreamServer(everyBeat, longest);
    }

    private McpProbe probe(Map<String, String> session) {
        McpProbe probe = new McpProbe(server.port());
        session.forEach(probe::with);
        return probe;
    }

    private Map<String, String> session(String revision) {
        McpProbe probe = new McpProbe(server.port());
        String id = probe.post(probe.message("initialize", McpProbe.initializeParams(revision)))
                .header("Mcp-Session-Id")
                .orElseThrow();
        return new HashMap<>(Map.of("Mcp-Session-Id", id, "MCP-Protocol-Version", revision));
    }

    /** The answer to a call in a session, whether it comes as JSON or as the last event of a stream. */
    private CompletableFuture<JsonNode> called(Map<String, String> session, String tool) {
        McpProbe probe = probe(session);
        return CompletableFuture.supplyAsync(
                () -> {
                    String text =
                            probe.post(SessionServer.call(7, tool, Map.of())).text();
                    List<String> data = text.lines()
                            .filter(line -> line.startsWith("data: {"))
                            .toList();
                    return ModernProbe.json(
                            data.isEmpty() ? text : data.getLast().substring("data: ".length()));
                },
                Thread::startVirtualThread);
    }

    /** A stream of the oldest transport, initialized. */
    private SseReader opened() throws IOException, InterruptedException {
        SseReader stream = SseReader.get(server.port(), "/sse", Map.of());
        path = stream.next()
                .map(Event::fields)
                .map(fields -> fields.getOrDefault("data", ""))
                .orElseThrow();
        McpProbe probe = new McpProbe(server.port(), path);
        probe.post(probe.message("initialize", McpProbe.initializeParams("2024-11-05")));
        stream.message();
        return stream;
    }

    private void call(String tool) throws InterruptedException {
        assertThat(new McpProbe(server.port(), path)
                        .post(SessionServer.call(7, tool, Map.of()))
                        .status())
                .isEqualTo(202);
        assertThat(server.begun.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
