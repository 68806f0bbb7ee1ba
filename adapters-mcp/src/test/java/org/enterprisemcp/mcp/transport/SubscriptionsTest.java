package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.enterprisemcp.mcp.catalog.CatalogChange.Updated;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of changes (2026-07-28, basic/patterns/subscriptions). */
class SubscriptionsTest {

    private static final String TAG = "/params/_meta/io.modelcontextprotocol~1subscriptionId";
    private static final String EVERYTHING = "{'notifications':{'toolsListChanged':true,'promptsListChanged':true,"
            + "'resourcesListChanged':true,'resourceSubscriptions':['test://asked']}}";

    private final AskingCatalog asking = new AskingCatalog();
    private final TestServer server = new TestServer(asking.catalog, Duration.ofMinutes(10));
    private final ModernProbe client = server.modern();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesToBeListenedToWithoutEnd() {
        List<EventReader> readers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            EventReader reader = client.listen("subscriptions/listen", EVERYTHING);
            reader.next();
            readers.add(reader);
        }
        HttpReply reply = client.send("subscriptions/listen", EVERYTHING);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32603);
        assertThat(reply.json().at("/error/message").asText()).contains("100");
        try (EventReader other = client.with("X-Test-User", "bob").listen("subscriptions/listen", EVERYTHING)) {
            assertThat(other.next().path("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
        }
        readers.forEach(EventReader::close);
    }

    @Test
    void acknowledgesFirstAndTellsOnlyWhatWasAskedFor() {
        try (EventReader reader =
                client.listen("subscriptions/listen", "{'notifications':{'promptsListChanged':true}}")) {
            JsonNode acknowledged = reader.next();
            assertThat(acknowledged.path("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(acknowledged.at("/params/notifications").toString()).isEqualTo("{\"promptsListChanged\":true}");
            assertThat(acknowledged.at(TAG).isInt()).isTrue();

            server.modern().call("changer", "{}");
            JsonNode change = reader.next();
            assertThat(change.path("method").asText()).isEqualTo("notifications/prompts/list_changed");
            assertThat(change.at(TAG)).isEqualTo(acknowledged.at(TAG));
        }
    }

    @Test
    void tellsOfEveryKindOfChangeAndTheListsHaveThem() {
        try (EventReader reader = client.listen("subscriptions/listen", EVERYTHING)) {
            assertThat(reader.next()
                            .at("/params/notifications/resourceSubscriptions/0")
                            .asText())
                    .isEqualTo("test://asked");
            server.modern().call("changer", "{}");
            assertThat(List.of(
                            reader.next().path("method").asText(),
                            reader.next().path("method").asText()))
                    .containsExactlyInAnyOrder(
                            "notifications/tools/list_changed", "notifications/prompts/list_changed");
            asking.catalog.announce(new Updated("test://other"));
            asking.catalog.announce(new Updated("test://asked"));
            JsonNode updated = reader.next();
            assertThat(updated.path("method").asText()).isEqualTo("notifications/resources/updated");
            assertThat(updated.at("/params/uri").asText()).isEqualTo("test://asked");
        }
        assertThat(client.result("tools/list", "{}").findValuesAsText("name")).contains("added");
        assertThat(client.result("prompts/list", "{}").path("prompts")).isEmpty();
    }

    @Test
    void tagsWithTheIdAsItWasSent() {
        server.endpoint.close();
        List<JsonNode> events = ModernProbe.events(client.send("subscriptions/listen", EVERYTHING));
        assertThat(events.getFirst().at(TAG).intValue()).isEqualTo(1);
        assertThat(events.getLast().path("id").intValue()).isEqualTo(1);
    }

    @Test
    void endsWithAResultWhenTheServerStops() {
        try (EventReader reader = client.listen("subscriptions/listen", EVERYTHING)) {
            reader.next();
            server.endpoint.close();
            JsonNode last = reader.next();
            assertThat(last.at("/result/resultType").asText()).isEqualTo("complete");
            assertThat(last.at("/result/_meta/io.modelcontextprotocol~1subscriptionId"))
                    .isEqualTo(last.path("id"));
        }
    }

    @Test
    void honoursNothingWhereNothingCanChange() {
        try (TestServer still = new TestServer();
                EventReader reader = still.modern().listen("subscriptions/listen", EVERYTHING)) {
            assertThat(reader.next().at("/params/notifications")).isEmpty();
        }
    }

    @Test
    void announcesThatItTells() {
        JsonNode capabilities = client.result("server/discover", "{}").path("capabilities");
        assertThat(capabilities.at("/tools/listChanged").asBoolean()).isTrue();
        assertThat(capabilities.at("/prompts/listChanged").asBoolean()).isTrue();
        assertThat(capabilities.at("/resources/subscribe").asBoolean()).isTrue();
        assertThat(client.result("tools/list", "{}").path("ttlMs").asInt(-1)).isZero();
    }
}
