package org.enterprisemcp.mcp;

import java.util.List;
import org.enterprisemcp.application.UseCases;

/**
 * Everything that this server offers: tools, resources, prompts and completions, each declared once. The declarations of every
 * protocol revision are made from it.
 */
public final class McpCatalog {

    private final ToolCatalog tools;
    private final ResourceCatalog resources;
    private final PromptCatalog prompts;
    private final Completions completions;

    /**
     * The catalog of one upstream.
     *
     * @param selection which tools are wanted; those for which the upstream has no port are left out anyway
     */
    public McpCatalog(UseCases uses, ToolSelection selection) {
        this.tools = new ToolCatalog(uses, selection);
        this.resources = new ResourceCatalog(uses);
        this.prompts = new PromptCatalog(uses.upstream().guide());
        this.completions = new Completions(uses, prompts);
    }

    /** The names of all tools in the order in which clients see them. */
    public List<String> toolNames() {
        return tools.names();
    }

    ToolCatalog tools() {
        return tools;
    }

    ResourceCatalog resources() {
        return resources;
    }

    PromptCatalog prompts() {
        return prompts;
    }

    Completions completions() {
        return completions;
    }
}
