package org.enterprisemcp.mcp.legacy;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.util.List;
import org.enterprisemcp.mcp.catalog.Content;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.ResourceContents;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Results in the terms of the SDK. */
final class LegacyContents {

    private LegacyContents() {}

    static CallToolResult toolResult(ToolResult result) {
        CallToolResult.Builder built = CallToolResult.builder()
                .content(result.content().stream().map(LegacyContents::content).toList())
                .isError(result.isError());
        result.structured().ifPresent(built::structuredContent);
        return built.build();
    }

    static ReadResourceResult readResult(List<ResourceContents> contents) {
        return ReadResourceResult.builder(
                        contents.stream().map(LegacyContents::contents).toList())
                .build();
    }

    static GetPromptResult promptResult(McpPrompt.Result result) {
        return GetPromptResult.builder(result.messages().stream()
                        .map(message -> new PromptMessage(
                                McpSchema.Role.valueOf(message.role().name()), content(message.content())))
                        .toList())
                .description(result.description())
                .build();
    }

    private static McpSchema.Content content(Content content) {
        return switch (content) {
            case Content.Text text -> McpSchema.TextContent.builder(text.text()).build();
            case Content.Image image ->
                McpSchema.ImageContent.builder(image.data(), image.mimeType()).build();
            case Content.Audio audio ->
                McpSchema.AudioContent.builder(audio.data(), audio.mimeType()).build();
            case Content.EmbeddedResource embedded ->
                McpSchema.EmbeddedResource.builder(contents(embedded.resource()))
                        .build();
            case Content.ResourceLink link ->
                McpSchema.ResourceLink.builder()
                        .uri(link.uri())
                        .name(link.name())
                        .description(link.description())
                        .mimeType(link.mimeType())
                        .build();
        };
    }

    private static McpSchema.ResourceContents contents(ResourceContents contents) {
        return switch (contents) {
            case ResourceContents.Text text ->
                McpSchema.TextResourceContents.builder(text.uri(), text.text())
                        .mimeType(text.mimeType())
                        .build();
            case ResourceContents.Blob blob ->
                McpSchema.BlobResourceContents.builder(blob.uri(), blob.blob())
                        .mimeType(blob.mimeType())
                        .build();
        };
    }
}
