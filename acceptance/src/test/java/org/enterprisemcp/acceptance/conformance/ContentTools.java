package org.enterprisemcp.acceptance.conformance;

import static org.enterprisemcp.acceptance.conformance.JsonText.noArguments;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.enterprisemcp.mcp.catalog.Content;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ResourceContents;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Tools that answer by themselves: every kind of content, an error, and what is told on the way. */
final class ContentTools {

    private static final String LOGGER = "fixtures";

    private ContentTools() {}

    static List<McpTool> all() {
        return List.of(
                answering("test_simple_text", () -> ToolResult.text("This is a simple text response for testing.")),
                answering("test_image_content", () -> ToolResult.of(Samples.IMAGE)),
                answering("test_audio_content", () -> ToolResult.of(Samples.AUDIO)),
                answering(
                        "test_embedded_resource",
                        () -> ToolResult.of(new Content.EmbeddedResource(new ResourceContents.Text(
                                "test://embedded-resource", "text/plain", "This is an embedded resource content.")))),
                answering("test_multiple_content_types", ContentTools::mixed),
                answering(
                        "test_error_handling",
                        () -> ToolResult.error("This tool intentionally returns an error for testing")),
                progressing(),
                logging(),
                chatting(),
                reconnecting(),
                fullSchema(),
                headers());
    }

    private static McpTool answering(String name, Supplier<ToolResult> result) {
        return McpTool.of(
                name,
                "A fixture: " + name + ".",
                noArguments(),
                (caller, arguments, context) -> Reply.complete(result.get()));
    }

    private static ToolResult mixed() {
        return ToolResult.of(
                new Content.Text("Multiple content types test:"),
                Samples.IMAGE,
                new Content.EmbeddedResource(new ResourceContents.Text(
                        "test://mixed-content-resource", "application/json", "{\"test\":\"data\",\"value\":123}")));
    }

    private static McpTool progressing() {
        return McpTool.of(
                "test_tool_with_progress",
                "Tells its progress three times.",
                noArguments(),
                (caller, arguments, context) -> {
                    for (int done : List.of(0, 50, 100)) {
                        context.progress(done, OptionalDouble.of(100), "Completed step " + done + " of 100");
                    }
                    return Reply.complete(ToolResult.text("All steps are completed."));
                });
    }

    private static McpTool logging() {
        return McpTool.of(
                "test_tool_with_logging",
                "Tells three things while it runs.",
                noArguments(),
                (caller, arguments, context) -> {
                    for (String told :
                            List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
                        context.log(LogLevel.INFO, LOGGER, told);
                    }
                    return Reply.complete(ToolResult.text("Tool with logging executed."));
                });
    }

    private static McpTool chatting() {
        return McpTool.of(
                "test_logging_tool",
                "Tells something of every level, to clients that want to hear it.",
                noArguments(),
                (caller, arguments, context) -> {
                    for (LogLevel level : LogLevel.values()) {
                        context.log(level, LOGGER, "Something of level " + level.wireName());
                    }
                    return Reply.complete(ToolResult.text("Told."));
                });
    }

    private static McpTool reconnecting() {
        return McpTool.of(
                "test_reconnection",
                "Lets the connection go in the middle of the call.",
                noArguments(),
                (caller, arguments, context) -> {
                    context.disconnect();
                    return Reply.complete(ToolResult.text("The client has come back."));
                });
    }

    private static McpTool fullSchema() {
        return McpTool.of(
                "json_schema_2020_12_tool",
                "Its schema uses much of JSON Schema 2020-12.",
                JsonText.object("""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "type": "object",
                  "$defs": {
                    "address": {
                      "$anchor": "addressDef",
                      "type": "object",
                      "properties": {"street": {"type": "string"}, "city": {"type": "string"}}
                    }
                  },
                  "properties": {
                    "name": {"type": "string"},
                    "address": {"$ref": "#/$defs/address"},
                    "contactMethod": {"type": "string", "enum": ["phone", "email"]},
                    "phone": {"type": "string"},
                    "email": {"type": "string"}
                  },
                  "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
                  "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
                  "then": {"required": ["phone"]},
                  "else": {"required": ["email"]},
                  "additionalProperties": false
                }"""),
                (caller, arguments, context) -> Reply.complete(ToolResult.text("Called with " + arguments)));
    }

    private static McpTool headers() {
        return McpTool.of(
                "test_x_mcp_header",
                "One of its arguments is repeated in a header.",
                JsonText.object("""
                        {
                          "type": "object",
                          "properties": {
                            "region": {"type": "string", "x-mcp-header": "Region"},
                            "level": {"type": "integer"}
                          }
                        }"""),
                (caller, arguments, context) -> Reply.complete(
                        ToolResult.text("Region " + arguments.path("region").asText())));
    }
}
