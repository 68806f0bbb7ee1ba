package org.enterprisemcp.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.junit.jupiter.api.Test;

/** The markup of the page, with words that nobody should have chosen. */
class PageViewTest {

    private static final String TURNED = Character.toString(0x202E);
    private static final String HOSTILE =
            "</pre></code><script>alert(1)</script>\" onclick='x' &amp;" + TURNED + "{tools}";
    private static final String ESCAPED =
            "&lt;/pre&gt;&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&#39;x&#39; &amp;amp;\uFFFD{tools}";

    @Test
    void escapesWhatUpstreamsAndToolsSayOfThemselves() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putObject("properties").putObject(HOSTILE).put("description", "argument " + HOSTILE);
        McpTool tool = McpTool.of("tool " + HOSTILE, "description " + HOSTILE, schema, (_, _, _) -> {
            throw new AssertionError("nobody calls it");
        });
        String page = page(facts("Example", "Upstream " + HOSTILE, "https://mcp.example.com", List.of(tool)));
        assertThat(page)
                .contains(
                        "in front of Upstream " + ESCAPED,
                        "tool " + ESCAPED + "</code>",
                        "<p>description " + ESCAPED,
                        "<code>" + ESCAPED + "</code>",
                        "<td>argument " + ESCAPED,
                        "aria-label=\"Arguments of tool " + ESCAPED + "\"")
                .doesNotContain("<script>alert", "' onclick", "\" onclick", TURNED);
    }

    @Test
    void escapesTheServersNameAndItsBaseUrl() {
        String page = page(facts(HOSTILE, "Example", "https://mcp.example.com/" + HOSTILE, List.of()));
        assertThat(page)
                .contains(
                        "<title>" + ESCAPED + " · status</title>",
                        "<h1>" + ESCAPED + "</h1>",
                        "<pre><code>https://mcp.example.com/" + ESCAPED + "/mcp</code></pre>")
                .doesNotContain("<script>alert", "\" onclick", TURNED);
    }

    @Test
    void saysSoWhereNoToolIsOffered() {
        assertThat(page(facts("Example", "Example", "https://mcp.example.com", List.of())))
                .contains("No tool is offered")
                .doesNotContain("class=\"tools\"");
    }

    /** JSON as people write it: no blank before a colon. */
    @Test
    void writesConfigurationsAsClientsDocumentThem() {
        assertThat(ClientSetup.http("https://mcp.example.com/mcp", "Example"))
                .filteredOn(setup -> setup.client().equals("Cursor"))
                .singleElement()
                .extracting(ClientSetup::text)
                .isEqualTo("""
                        {
                          "mcpServers": {
                            "example": {
                              "url": "https://mcp.example.com/mcp"
                            }
                          }
                        }""");
    }

    private static String page(PageFacts facts) {
        Asset asset = new Asset("/assets/a", "text/plain", "");
        return new PageView(facts, asset, asset, asset).page(Optional.empty()).markup();
    }

    private static PageFacts facts(String server, String upstream, String baseUrl, List<McpTool> tools) {
        return new PageFacts(
                server,
                "1",
                upstream,
                () -> baseUrl,
                "",
                "Nobody is asked to sign in.",
                () -> true,
                () -> Duration.ZERO,
                () -> tools,
                Map::of,
                false,
                false);
    }
}
