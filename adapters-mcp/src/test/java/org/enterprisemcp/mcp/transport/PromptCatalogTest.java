package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException.Server;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Names;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prompts whose authors and clients do what they may, not what they should. */
class PromptCatalogTest {

    private final CapableUpstream upstream = new CapableUpstream(new FakeUpstream(), guide());
    private final TestServer server = new TestServer(upstream, ToolSelection.core());
    private final McpProbe client = server.probe();

    @BeforeEach
    void open() {
        client.open("2025-11-25");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void knowsNoPromptsWhereThereAreNone() {
        try (TestServer bare = new TestServer()) {
            McpProbe probe = bare.probe().open("2025-11-25");
            assertThat(probe.request("prompts/get", Map.of("name", "move"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(-32601);
        }
    }

    @Test
    void takesARequiredArgumentThatIsNullOrBlankForMissing() {
        for (String given : List.of("null", "\"\"", "\" \"")) {
            JsonNode error = client.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/get\",\"params\":"
                            + "{\"name\":\"move\",\"arguments\":{\"kind\":" + given + "}}}")
                    .json()
                    .path("error");
            assertThat(error.path("code").asInt()).as(given).isEqualTo(-32602);
            assertThat(error.path("message").asText()).contains("kind");
        }
    }

    @Test
    void leavesTheWordNullOutWhereAClientWritesOutWhatItDoesNotHave() {
        JsonNode result = client.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/get\",\"params\":"
                        + "{\"name\":\"move\",\"arguments\":{\"kind\":\"order\",\"field_2\":null}}}")
                .json()
                .path("result");
        assertThat(result.at("/messages/0/content/text").asText()).isEqualTo("Move order by  with {\"id\": {id}}.");
    }

    @Test
    void leavesBracesThatHoldNoArgumentAsTheyAre() {
        JsonNode result = client.request(
                "prompts/get", Map.of("name", "move", "arguments", Map.of("kind", "{field_2}", "field_2", "total")));
        assertThat(result.at("/result/messages/0/content/text").asText())
                .isEqualTo("Move {field_2} by total with {\"id\": {id}}.");
    }

    @Test
    void offersFieldsOnceTheRecordTypeIsKnownWhateverItsArgumentIsCalled() {
        assertThat(values(complete("field_2", Map.of("kind", "customer")))).containsExactly("email");
        assertThat(values(complete("field_2", Map.of()))).isEmpty();
    }

    @Test
    void offersNothingWhereTheUpstreamFailsAndIsNoErrorForIt() {
        upstream.failNext(new Server("It is on fire.", CallFacts.answered(500, 4)));
        assertThat(values(complete("kind", Map.of()))).isEmpty();
        upstream.failNext(new IllegalStateException("password=hunter2"));
        assertThat(values(complete("kind", Map.of()))).isEmpty();
        assertThat(values(complete("field_2", Map.of("kind", "..")))).isEmpty();
        assertThat(values(complete("kind", Map.of()))).containsExactly("customer");
    }

    private JsonNode complete(String argument, Map<String, String> others) {
        return client.request(
                "completion/complete",
                Map.of(
                        "ref", Map.of("type", "ref/prompt", "name", "move"),
                        "argument", Map.of("name", argument, "value", ""),
                        "context", Map.of("arguments", others)));
    }

    private static List<String> values(JsonNode answer) {
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        List<String> values = new ArrayList<>();
        answer.at("/result/completion/values").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static UpstreamGuide guide() {
        Prompt move = new Prompt(
                "move",
                "Move",
                "Moves something.",
                List.of(
                        new Argument("kind", "What.", true, Names.RECORD_TYPE),
                        new Argument("field_2", "Where.", false, Names.FIELD)),
                "Move {kind} by {field_2} with {\"id\": {id}}.");
        return new UpstreamGuide(
                "Fake Upstream", "TypeName", List.of(), List.of(), List.of(), "", Map.of(), List.of(), List.of(move));
    }
}
