package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are longer than a page (server/utilities/pagination). */
class ListPagesTest {

    private final SessionServer server = new SessionServer(IntStream.range(0, 230)
            .mapToObj(number -> SessionServer.tool(
                    "tool" + number, (caller, arguments, context) -> Reply.complete(ToolResult.text("done"))))
            .toArray(McpTool[]::new));
    private final McpProbe probe = server.probe().open("2025-11-25");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/list", "resources/list", "resources/templates/list", "prompts/list"})
    void refusesACursorThatNoPageBrought(String list) {
        assertThat(error(list, "bm9uZQ")).isEqualTo(-32602);
        assertThat(error(list, "")).isEqualTo(-32602);
        assertThat(error(list, 7)).isEqualTo(-32602);
    }

    @Test
    void bringsEveryEntryOnceAndInOrder() {
        List<String> names = new ArrayList<>();
        JsonNode page = probe.request("tools/list", Map.of()).path("result");
        names.addAll(SessionServer.names(page.path("tools")));
        int pages = 1;
        while (page.has("nextCursor")) {
            page = probe.request(
                            "tools/list",
                            Map.of("cursor", page.path("nextCursor").asText()))
                    .path("result");
            names.addAll(SessionServer.names(page.path("tools")));
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(names)
                .containsExactlyElementsOf(IntStream.range(0, 230)
                        .mapToObj(number -> "tool" + number)
                        .toList());
    }

    @Test
    void aCursorStaysGoodWhileEntriesBeforeItGo() {
        String cursor =
                probe.request("tools/list", Map.of()).at("/result/nextCursor").asText();
        server.catalog.removeTool("tool3");
        assertThat(SessionServer.names(probe.request("tools/list", Map.of("cursor", cursor))
                                .at("/result/tools"))
                        .getFirst())
                .isEqualTo("tool100");
        server.catalog.removeTool("tool99");
        assertThat(error("tools/list", cursor)).isEqualTo(-32602);
    }

    private int error(String list, Object cursor) {
        return probe.request(list, Map.of("cursor", cursor)).at("/error/code").asInt();
    }
}
