package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.mcp.transport.SessionServer.call;
import static org.enterprisemcp.mcp.transport.SessionServer.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.mcp.catalog.CatalogChange;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.enterprisemcp.mcp.transport.SseReader.Event;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of sessions: what is told unasked, and how a client takes up again what broke off. */
@Timeout(60)
class SessionStreamsTest {

    private static final String LATEST = "2025-11-25";
    private static final Map<String, Object> PROGRESS = Map.of("progressToken", "p");

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final SessionServer server = new SessionServer(
            tool("slow", (caller, arguments, context) -> {
                context.progress(1, OptionalDouble.empty(), "begun");
                await(goOn);
                context.progress(2, OptionalDouble.empty(), "nearly done");
                return Reply.complete(ToolResult.text("done"));
            }),
            tool("leaving", (caller, arguments, context) -> {
                context.disconnect();
                await(goOn);
                return Reply.complete(ToolResult.text("done"));
            }),
            tool("chatting", (caller, arguments, context) -> {
                context.log(LogLevel.INFO, "test", "by the way");
                context.log(LogLevel.ERROR, "test", "look out");
                return Reply.complete(ToolResult.text("done"));
            }),
            tool("quick", (caller, arguments, context) -> Reply.complete(ToolResult.text("done"))));

    @AfterEach
    void stop() {
        goOn.countDown();
        server.close();
    }

    @Test
    void refusesAStreamWithoutASession() throws Exception {
        assertThat(get(Map.of())).isEqualTo(400);
        assertThat(get(Map.of("Mcp-Session-Id", "0".repeat(48)))).isEqualTo(404);
    }

    @Test
    void refusesAStreamToAClientThatCannotReadIt() {
        McpProbe probe = server.probe(server.session(LATEST)).with("Accept", "application/json");
        assertThat(probe.send("GET").status()).isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "", "-", "0000000000000000-1", "0000000000000000-x"})
    void refusesToGoOnAfterAnEventThatThereIsNot(String event) {
        McpProbe probe = server.probe(server.session(LATEST)).with("Last-Event-ID", event.isEmpty() ? " " : event);
        HttpReply reply = probe.send("GET");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/message").asText()).contains("Last-Event-ID");
    }

    @Test
    void refusesToGoOnWithTheStreamOfAnotherSession() throws Exception {
        Map<String, String> session = server.session(LATEST);
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "slow", PROGRESS))) {
            String event = calling.next().orElseThrow().id();
            McpProbe stranger = server.probe(server.session(LATEST)).with("Last-Event-ID", event);
            assertThat(stranger.send("GET").status()).isEqualTo(400);
        }
    }

    @Test
    void tellsAListenerOfChanges() throws Exception {
        Map<String, String> session = server.session(LATEST);
        try (SseReader listening = SseReader.get(server.port(), session)) {
            assertThat(listening.next().orElseThrow().fields())
                    .containsEntry("data", "")
                    .containsKey("retry");
            server.catalog.put(tool("new", (caller, arguments, context) -> Reply.complete(ToolResult.text("new"))));
            assertThat(listening.message().path("method").asText()).isEqualTo("notifications/tools/list_changed");
        }
        McpProbe probe = server.probe(session);
        assertThat(SessionServer.names(probe.request("tools/list", Map.of()).at("/result/tools")))
                .containsExactly("slow", "leaving", "chatting", "quick", "new");
        assertThat(probe.call("new", Map.of()).at("/content/0/text").asText()).isEqualTo("new");
        server.catalog.removeTool("new");
        assertThat(SessionServer.names(probe.request("tools/list", Map.of()).at("/result/tools")))
                .containsExactly("slow", "leaving", "chatting", "quick");
    }

    @Test
    void tellsOfAResourceOnlyToThoseWhoSubscribed() throws Exception {
        Map<String, String> session = server.session(LATEST);
        McpProbe probe = server.probe(session);
        assertThat(probe.request("resources/subscribe", Map.of("uri", "test://none"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32002);
        assertThat(probe.request("resources/subscribe", Map.of())
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        Map<String, Object> resource = Map.of("uri", SessionServer.RESOURCE);
        try (SseReader listening = SseReader.get(server.port(), session)) {
            listening.next();
            server.catalog.announce(new CatalogChange.Updated(SessionServer.RESOURCE));
            assertThat(probe.request("resources/subscribe", resource).path("result"))
                    .isEmpty();
            server.catalog.announce(new CatalogChange.Updated("test://other"));
            server.catalog.announce(new CatalogChange.Updated(SessionServer.RESOURCE));
            JsonNode told = listening.message();
            assertThat(told.path("method").asText()).isEqualTo("notifications/resources/updated");
            assertThat(told.at("/params/uri").asText()).isEqualTo(SessionServer.RESOURCE);

            assertThat(probe.request("resources/unsubscribe", resource).has("result"))
                    .isTrue();
            server.catalog.announce(new CatalogChange.Updated(SessionServer.RESOURCE));
            server.catalog.announce(CatalogChange.Listed.PROMPTS);
            assertThat(listening.message().path("method").asText()).isEqualTo("notifications/prompts/list_changed");
        }
    }

    @Test
    void aNewListenerTakesThePlaceOfTheOneBefore() throws Exception {
        Map<String, String> session = server.session(LATEST);
        try (SseReader first = SseReader.get(server.port(), session)) {
            first.next();
            try (SseReader second = SseReader.get(server.port(), session)) {
                assertThat(first.next()).isEmpty();
                second.next();
                server.catalog.announce(CatalogChange.Listed.RESOURCES);
                assertThat(second.message().path("method").asText()).isEqualTo("notifications/resources/list_changed");
            }
        }
    }

    @Test
    void aListenerThatComesBackHearsWhatItMissed() throws Exception {
        Map<String, String> session = server.session(LATEST);
        String last;
        try (SseReader first = SseReader.get(server.port(), session)) {
            last = first.next().orElseThrow().id();
            server.catalog.announce(CatalogChange.Listed.TOOLS);
            first.next();
        }
        try (SseReader again = SseReader.get(server.port(), with(session, last))) {
            again.next();
            assertThat(again.message().path("method").asText()).isEqualTo("notifications/tools/list_changed");
        }
    }

    @Test
    void aDeletedSessionAndAStoppingServerEndTheirStreams() throws Exception {
        Map<String, String> session = server.session(LATEST);
        try (SseReader listening = SseReader.get(server.port(), session)) {
            listening.next();
            assertThat(server.probe(session).send("DELETE").status()).isEqualTo(204);
            assertThat(listening.next()).isEmpty();
        }
        try (SseReader listening = SseReader.get(server.port(), server.session(LATEST))) {
            listening.next();
            server.stopListening();
            assertThat(listening.message().path("method").asText()).isEqualTo("notifications/message");
            assertThat(listening.next()).isEmpty();
        }
    }

    @Test
    void aClientThatWasSentAwayComesBackForItsAnswer() throws Exception {
        Map<String, String> session = server.session(LATEST);
        Event beginning;
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "leaving", Map.of()))) {
            beginning = calling.next().orElseThrow();
            assertThat(beginning.fields()).containsEntry("data", "").containsEntry("retry", "1000");
            assertThat(calling.next()).isEmpty();
        }
        goOn.countDown();
        try (SseReader again = SseReader.get(server.port(), with(session, beginning.id()))) {
            again.next();
            JsonNode answer = again.message();
            assertThat(answer.path("id").asInt()).isEqualTo(7);
            assertThat(answer.at("/result/content/0/text").asText()).isEqualTo("done");
            assertThat(again.next()).isEmpty();
        }
    }

    @Test
    void aClientThatLostItsConnectionComesBackForTheRest() throws Exception {
        Map<String, String> session = server.session(LATEST);
        Event seen;
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "slow", PROGRESS))) {
            calling.next();
            seen = calling.next().orElseThrow();
            assertThat(seen.message().at("/params/message").asText()).isEqualTo("begun");
        }
        goOn.countDown();
        try (SseReader again = SseReader.get(server.port(), with(session, seen.id()))) {
            again.next();
            assertThat(again.message().at("/params/message").asText()).isEqualTo("nearly done");
            assertThat(again.message().path("id").asInt()).isEqualTo(7);
            assertThat(again.next()).isEmpty();
        }
    }

    @Test
    void aStreamIsKeptForAWhileOnly() throws Exception {
        Map<String, String> session = server.session(LATEST);
        goOn.countDown();
        String first;
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "slow", PROGRESS))) {
            first = calling.next().orElseThrow().id();
            while (calling.next().isPresent()) {}
        }
        McpProbe probe = server.probe(with(session, first));
        assertThat(probe.send("GET").status()).isEqualTo(200);
        server.clock.advance(Duration.ofMinutes(5));
        assertThat(probe.send("GET").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18"})
    void clientsOfOlderRevisionsAreNotSentAway(String revision) throws Exception {
        Map<String, String> session = server.session(revision);
        goOn.countDown();
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "slow", PROGRESS))) {
            assertThat(calling.message().at("/params/message").asText()).isEqualTo("begun");
        }
        McpProbe probe = server.probe(session);
        assertThat(probe.call("leaving", Map.of()).at("/content/0/text").asText())
                .isEqualTo("done");
    }

    @Test
    void tellsOnlyWhatTheLevelLetsThrough() throws Exception {
        Map<String, String> session = server.session(LATEST);
        server.probe(session).request("logging/setLevel", Map.of("level", "error"));
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "chatting", Map.of()))) {
            calling.next();
            JsonNode told = calling.message();
            assertThat(told.path("method").asText()).isEqualTo("notifications/message");
            assertThat(told.at("/params/data").asText()).isEqualTo("look out");
            assertThat(calling.message().path("id").asInt()).isEqualTo(7);
        }
    }

    @Test
    void aClientThatWouldRatherHaveAStreamGetsOne() {
        McpProbe probe = server.probe(server.session(LATEST)).with("Accept", "text/event-stream, application/json");
        HttpReply reply = probe.post(call(7, "quick", Map.of()));
        assertThat(reply.header("Content-Type")).hasValue("text/event-stream");
        assertThat(reply.text()).startsWith("id: ").contains("\ndata: {").endsWith("\n\n");
    }

    private int get(Map<String, String> headers) throws Exception {
        try (SseReader reader = SseReader.get(server.port(), headers)) {
            return reader.status();
        }
    }

    private static Map<String, String> with(Map<String, String> session, String lastEventId) {
        Map<String, String> headers = new HashMap<>(session);
        headers.put("Last-Event-ID", lastEventId);
        return headers;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
