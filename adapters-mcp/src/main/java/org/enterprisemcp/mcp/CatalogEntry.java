package org.enterprisemcp.mcp;

/**
 * A tool with its compiled schema.
 *
 * @param tool the declaration
 * @param arguments checks a call's arguments
 */
record CatalogEntry(McpTool tool, ArgumentSchema arguments) {
    CatalogEntry(McpTool tool) {
        this(tool, new ArgumentSchema(tool.inputSchema()));
    }
}
