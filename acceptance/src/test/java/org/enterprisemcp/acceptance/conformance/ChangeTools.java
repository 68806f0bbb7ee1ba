package org.enterprisemcp.acceptance.conformance;

import static org.enterprisemcp.acceptance.conformance.JsonText.noArguments;

import java.util.List;
import org.enterprisemcp.mcp.catalog.CatalogChange;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.McpPrompt.Message;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Tools that change what the server offers, so that listeners have something to hear. */
final class ChangeTools {

    private static final String CHANGING_TOOL = "test_changing_tool";
    private static final String CHANGING_PROMPT = "test_changing_prompt";

    private ChangeTools() {}

    /** Adds them to the catalog that they change. */
    static void addTo(McpCatalog catalog) {
        catalog.put(trigger("test_trigger_tool_change", () -> {
            if (catalog.tool(CHANGING_TOOL).isPresent()) {
                catalog.removeTool(CHANGING_TOOL);
            } else {
                catalog.put(trigger(CHANGING_TOOL, () -> {}));
            }
        }));
        catalog.put(trigger("test_trigger_prompt_change", () -> {
            if (catalog.prompt(CHANGING_PROMPT).isPresent()) {
                catalog.removePrompt(CHANGING_PROMPT);
            } else {
                catalog.put(prompt());
            }
        }));
        catalog.put(trigger(
                "test_trigger_resource_update",
                () -> catalog.announce(new CatalogChange.Updated(FixtureResources.WATCHED))));
    }

    private static McpTool trigger(String name, Runnable change) {
        return McpTool.of(name, "Changes what there is.", noArguments(), (caller, arguments, context) -> {
            change.run();
            return Reply.complete(ToolResult.text("Done."));
        });
    }

    private static McpPrompt prompt() {
        return McpPrompt.of(
                CHANGING_PROMPT,
                "Comes and goes.",
                List.of(),
                (caller, arguments, context) ->
                        Reply.complete(new McpPrompt.Result("Comes and goes.", List.of(Message.user("I am here.")))));
    }
}
