package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URIs that look like a resource of ours and are none, and those that need decoding. */
class ResourceReadsTest {

    private final FakeUpstream plain = new FakeUpstream();
    private final CapableUpstream upstream = new CapableUpstream(plain, TestGuide.everything());
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream://fake/record/customer/%2E%2E",
                "upstream://fake/record/../1",
                "upstream://fake/record/customer/%00",
                "upstream://fake/schema/..",
                "upstream://fake/schema/%20"
            })
    void namesTheVariableThatCannotBeAndAsksNobody(String uri) {
        JsonNode error = read(uri).path("error");
        assertThat(error.path("code").asInt()).as(error.toString()).isEqualTo(-32602);
        assertThat(error.path("message").asText()).containsAnyOf("record_type", "record_id");
        assertThat(plain.scopes()).isEmpty();
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void saysWhichResourceIsMissing() {
        String uri = "upstream://fake/record/customer/9";
        JsonNode error = read(uri).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32002);
        assertThat(error.at("/data/uri").asText()).isEqualTo(uri);
    }

    @Test
    void decodesWhatIsWrittenInPercent() {
        client.call("create_record", Map.of("record_type", "custom_type", "payload", Map.of("name", "Acme")));
        JsonNode answer = read("upstream://fake/record/custom%5Ftype/%31");
        assertThat(answer.at("/result/contents/0/text").asText()).contains("Acme");
        assertThat(answer.at("/result/contents/0/mimeType").asText()).isEqualTo("application/json");
    }

    @Test
    void hidesAMistakeOfItsOwn() {
        upstream.failNext(new IllegalStateException("password=hunter2"));
        JsonNode answer = read("upstream://fake/record-types");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
        assertThat(answer.toString()).doesNotContain("hunter2", "IllegalState");
    }

    @Test
    void knowsNoResourcesWhereThereAreNone() {
        FakeUpstream nothing = new FakeUpstream().offering();
        try (TestServer bare = new TestServer(nothing, ToolSelection.of(List.of("connection_status")))) {
            McpProbe probe = bare.probe();
            JsonNode capabilities = probe.request("initialize", McpProbe.initializeParams("2025-11-25"))
                    .at("/result/capabilities");
            assertThat(capabilities.has("resources")).isFalse();
            assertThat(capabilities.has("completions")).isFalse();
            assertThat(bare.probe()
                            .open("2025-11-25")
                            .request("resources/read", Map.of("uri", "upstream://fake/guide/x"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(-32601);
        }
    }

    private JsonNode read(String uri) {
        return client.request("resources/read", Map.of("uri", uri));
    }
}
