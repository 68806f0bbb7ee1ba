package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that goes, one that is told things while it waits, and the trace of a call. */
@Timeout(60)
class CancellationTest {

    private final AskingCatalog asking = new AskingCatalog();
    private final TestServer server = new TestServer(asking.catalog, Duration.ofMillis(50));
    private final ModernProbe client = server.modern();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void stopsACallWhoseClientHasClosedTheStream() throws Exception {
        try (EventReader reader =
                client.meta("progressToken", "1").listen("tools/call", "{'name':'waiter','arguments':{}}")) {
            assertThat(reader.next().at("/params/message").asText()).isEqualTo("waiting");
        }
        assertThat(asking.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsACallThatToldNothingWhenItsClientHasGoneAndServesTheNext() throws Exception {
        try (EventReader reader = client.listen("tools/call", "{'name':'waiter'}")) {
            assertThat(asking.waiting.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reader.line(":")).isEqualTo(":");
        }
        assertThat(asking.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(client.call("traced", "{}").at("/content/0/text").asText()).isEqualTo("none");
    }

    @Test
    void forgetsASubscriptionWhoseClientHasGone() {
        for (int i = 0; i < 150; i++) {
            try (EventReader reader = client.listen("subscriptions/listen", "{'notifications':{}}")) {
                assertThat(reader.line("data: {\"jsonrpc\"")).isNotBlank();
                assertThat(reader.line(":")).isEqualTo(":");
            }
        }
        HttpReply reply = client.send("tools/call", "{'name':'traced'}");
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void tellsOnlyFromTheLevelThatTheRequestNames() {
        List<JsonNode> events =
                ModernProbe.events(client.meta("logLevel", "'info'").send("tools/call", "{'name':'teller'}"));
        assertThat(events).hasSize(2);
        assertThat(events.getFirst().path("method").asText()).isEqualTo("notifications/message");
        assertThat(events.getFirst().at("/params/level").asText()).isEqualTo("warning");
        assertThat(events.getFirst().at("/params/data/loud").asBoolean()).isTrue();
    }

    @Test
    void tellsNothingToARequestThatNamesNoLevel() {
        HttpReply reply = client.send("tools/call", "{'name':'teller'}");
        assertThat(reply.header("Content-Type")).hasValue("application/json");
    }

    @Test
    void handsTheTraceOfTheCallOnAndIgnoresWhatIsNone() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        JsonNode traced = client.meta("traceparent", "'" + parent + "'")
                .meta("baggage", "'tenant=acme'")
                .call("traced", "{}");
        assertThat(traced.at("/content/0/text").asText()).isEqualTo(parent + " tenant=acme");
        JsonNode untraced = client.meta("traceparent", "'made up'").call("traced", "{}");
        assertThat(untraced.at("/content/0/text").asText()).isEqualTo("none");
    }
}
