package org.enterprisemcp.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.UpstreamGuide.Operation;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolTextsTest {

    private static Option text(String name) {
        return new Option(name, Option.Kind.TEXT, "A text.");
    }

    private static void startWith(String tool, Option... options) {
        Operation operation = new Operation(List.of(), List.of(), List.of(options));
        CapableUpstream upstream = new CapableUpstream(new FakeUpstream(), TestGuide.of(Map.of(tool, operation)));
        TestCatalog.of(upstream, ToolSelection.of(List.of("all")), new MutableClock());
    }

    @ParameterizedTest
    @CsvSource({"update_record, updates", "get_record, record_id", "batch_records, items", "get_record, account_id"})
    void refusesToStartWithAnOptionThatHidesAnArgument(String tool, String name) {
        assertThatThrownBy(() -> startWith(tool, text(name)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll("Fake Upstream", tool, name, "another name");
    }

    @Test
    void refusesToStartWithTwoOptionsOfOneName() {
        assertThatThrownBy(() -> startWith("get_record", text("note"), text("note")))
                .isInstanceOf(InvalidConfiguration.class);
    }

    @Test
    void addsToASharedSchemaWhatAToolHasBeyondIt() {
        ToolTexts texts = new ToolTexts(TestGuide.everything(), new JsonCodec());
        JsonNode created = data(texts, "create_record");
        JsonNode updated = data(texts, "update_record");
        assertThat(created.path("properties").has("changed_fields")).isFalse();
        assertThat(updated.at("/properties/changed_fields/type").asText()).isEqualTo("array");
        assertThat(updated.at("/properties/saved")).isEqualTo(created.at("/properties/saved"));
        assertThat(updated.path("required")).hasSize(created.path("required").size() + 1);
        assertThat(updated.has("like")).isFalse();
    }

    private static JsonNode data(ToolTexts texts, String tool) {
        return texts.tool(tool, "Tool", "A tool.", UseCaseTool.Hints.READ, (_, _) -> {
                    throw new AssertionError("nobody calls it");
                })
                .outputSchema()
                .at("/properties/data");
    }
}
