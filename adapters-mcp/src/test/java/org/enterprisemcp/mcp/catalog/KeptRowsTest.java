package org.enterprisemcp.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

/** Rows that are too many for a result are kept, for whom they were brought. */
class KeptRowsTest {

    private static final Caller ANN = caller("ann");
    private final MutableClock clock = new MutableClock();
    private final JsonCodec codec = new JsonCodec();
    private final KeptRows kept = new KeptRows(new FakeStateStore(clock), codec, "upstream://books/rows/");

    @Test
    void areNobodyElses() {
        String id = keepTwoParts();
        assertThat(kept.read(caller("bob"), id)).isEmpty();
        assertThat(kept.read(ANN, "unknown")).isEmpty();
        assertThat(kept.read(ANN, id + "/1")).as("a part is no name").isEmpty();
    }

    @Test
    void areNotThereBeforeAllOfThemHaveCome() {
        String id = kept.newId();
        kept.add(id, 1, List.of(row(1)));
        assertThat(kept.read(ANN, id)).isEmpty();
    }

    @Test
    void areGoneAfterAnHour() {
        String id = keepTwoParts();
        clock.advance(KeptRows.LIFE.plus(Duration.ofSeconds(1)));
        assertThat(kept.read(ANN, id)).isEmpty();
    }

    @Test
    void areReadAsJsonLines() {
        List<ResourceContents> parts = kept.read(ANN, keepTwoParts()).orElseThrow();
        assertThat(parts)
                .hasSize(2)
                .allSatisfy(part -> assertThat(part)
                        .isInstanceOfSatisfying(
                                ResourceContents.Text.class,
                                text -> assertThat(text.mimeType()).isEqualTo("application/x-ndjson")));
        assertThat(lines(parts)).isEqualTo("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    }

    @Test
    void theToolSaysWhereTheyAreAndTheResourceBringsThem() {
        FakeUpstream upstream = new FakeUpstream();
        McpCatalog catalog = TestCatalog.of(upstream, clock);
        for (int i = 0; i < 3; i++) {
            call(catalog, "create_record", "{\"record_type\":\"customer\",\"payload\":{\"name\":\"Acme " + i + "\"}}");
        }
        ToolResult result = call(catalog, "execute_query", "{\"query\":\"customer\",\"format\":\"resource\"}");
        Content.ResourceLink link = (Content.ResourceLink) result.content().get(1);
        assertThat(codec.text(result.structured().orElseThrow()))
                .contains("\"items\":[]", "\"count\":3", "\"resource\":\"" + link.uri() + "\"");

        McpResource resource = catalog.resource(link.uri()).orElseThrow();
        var read = (Reply.Complete<List<ResourceContents>>)
                resource.read(Caller.anonymous(), link.uri(), new SilentContext());
        assertThat(lines(read.result()).lines()).hasSize(3).allMatch(line -> line.contains("Acme"));
        assertThatThrownBy(() -> resource.read(ANN, link.uri(), new SilentContext()))
                .isInstanceOf(CallRefusal.class);
    }

    private ToolResult call(McpCatalog catalog, String tool, String arguments) {
        ObjectNode json = (ObjectNode) codec.parse(arguments.getBytes(StandardCharsets.UTF_8));
        SilentContext context = new SilentContext();
        var reply = catalog.tool(tool)
                .orElseThrow()
                .call(Caller.anonymous(), json, context)
                .settled(context);
        return ((Reply.Complete<ToolResult>) reply).result();
    }

    private String keepTwoParts() {
        String id = kept.newId();
        kept.add(id, 1, List.of(row(1), row(2)));
        kept.add(id, 2, List.of(row(3)));
        kept.finish(id, 2, ANN);
        return id;
    }

    private static String lines(List<ResourceContents> parts) {
        return parts.stream().map(part -> ((ResourceContents.Text) part).text()).collect(Collectors.joining());
    }

    private static Fields row(int number) {
        return new Fields(Map.of("n", number));
    }

    private static Caller caller(String name) {
        return new Caller(name, Scope.ALL, Optional.empty(), new SignIn.None());
    }
}
