package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What a tool call brought.
 *
 * @param content for the model to read
 * @param structured the same as data, if the tool has an output schema
 * @param isError whether the call failed
 */
public record ToolResult(List<Content> content, Optional<Object> structured, boolean isError) {

    public ToolResult {
        content = List.copyOf(content);
    }

    /** A result of some content. */
    public static ToolResult of(Content... content) {
        return new ToolResult(List.of(content), Optional.empty(), false);
    }

    /** A result that is one text. */
    public static ToolResult text(String text) {
        return of(new Content.Text(text));
    }

    /** The result of a call that failed. */
    public static ToolResult error(String text) {
        return new ToolResult(List.of(new Content.Text(text)), Optional.empty(), true);
    }
}
