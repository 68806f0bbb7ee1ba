package org.enterprisemcp.mcp.catalog;

import java.util.List;

/**
 * What a server offers, to begin with.
 *
 * @param instructions what a client may show to its model before the first call
 * @param tools in the order in which clients see them
 * @param resources single ones and families
 * @param prompts in the order in which clients see them
 * @param changing whether any of it may change while the server runs, so that clients can ask to be told
 */
public record Declarations(
        String instructions,
        List<McpTool> tools,
        List<McpResource> resources,
        List<McpPrompt> prompts,
        boolean changing) {

    public Declarations {
        tools = List.copyOf(tools);
        resources = List.copyOf(resources);
        prompts = List.copyOf(prompts);
    }
}
