package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.RequestMeta;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Content;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.ResourceContents;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Writes results and declarations as the stateless revisions have them: the one serialiser of this era. */
final class ModernResults {

    private static final String RESULT_TYPE = "resultType";
    private static final String COMPLETE = "complete";

    private final Map<String, Object> serverInfo;

    ModernResults(ServerIdentity identity) {
        this.serverInfo = Map.of("name", identity.name(), "version", identity.version());
    }

    /** The JSON-RPC response to a request. */
    static Map<String, Object> response(JsonNode id, Map<String, Object> result) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", id);
        response.put("result", result);
        return response;
    }

    /** A JSON-RPC notification. */
    static Map<String, Object> notification(String method, Map<String, Object> params) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("jsonrpc", "2.0");
        notification.put("method", method);
        notification.put("params", params);
        return notification;
    }

    /** A result that is whole, without anything in it yet. */
    Map<String, Object> complete() {
        return result(COMPLETE, Map.of());
    }

    /** A task in the place of a result, without anything in it yet. */
    Map<String, Object> task() {
        return result("task", Map.of());
    }

    /** The result of having listened, and why there is nothing more to hear. */
    Map<String, Object> listened(JsonNode subscriptionId) {
        return result(
                COMPLETE,
                Map.of(
                        RequestMeta.SUBSCRIPTION_ID,
                        subscriptionId,
                        RequestMeta.REASON,
                        "The server stops; listen again."));
    }

    /** A whole result that a client may keep for a while. What callers see may differ, so only they themselves may keep it. */
    Map<String, Object> cacheable(Duration fresh) {
        Map<String, Object> result = complete();
        result.put("ttlMs", fresh.toMillis());
        result.put("cacheScope", "private");
        return result;
    }

    Map<String, Object> inputRequired(Map<String, InputRequest> requests, Optional<String> requestState) {
        Map<String, Object> result = result("input_required", Map.of());
        if (!requests.isEmpty()) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            requests.forEach((key, request) -> {
                Map<String, Object> written = new LinkedHashMap<>();
                written.put("method", request.method());
                written.put("params", request.params());
                wanted.put(key, written);
            });
            result.put("inputRequests", wanted);
        }
        requestState.ifPresent(state -> result.put("requestState", state));
        return result;
    }

    Map<String, Object> toolResult(ToolResult called) {
        Map<String, Object> result = complete();
        result.put(
                "content", called.content().stream().map(ModernResults::content).toList());
        called.structured().ifPresent(data -> result.put("structuredContent", data));
        result.put("isError", called.isError());
        return result;
    }

    Map<String, Object> readResult(List<ResourceContents> read, Duration fresh) {
        Map<String, Object> result = cacheable(fresh);
        result.put("contents", read.stream().map(ModernResults::contents).toList());
        return result;
    }

    Map<String, Object> promptResult(McpPrompt.Result prompt) {
        Map<String, Object> result = complete();
        result.put("description", prompt.description());
        result.put(
                "messages",
                prompt.messages().stream()
                        .map(message -> Map.of(
                                "role",
                                message.role().name().toLowerCase(Locale.ROOT),
                                "content",
                                content(message.content())))
                        .toList());
        return result;
    }

    static Map<String, Object> tool(ToolHeaders declared) {
        McpTool tool = declared.tool();
        Map<String, Object> written = named(tool.name(), tool.title(), tool.description());
        written.put("inputSchema", declared.inputSchema());
        tool.outputSchema().ifPresent(schema -> written.put("outputSchema", schema));
        tool.annotations()
                .ifPresent(annotations -> written.put(
                        "annotations",
                        Map.of(
                                "title", tool.title(),
                                "readOnlyHint", annotations.readOnly(),
                                "destructiveHint", annotations.destructive(),
                                "idempotentHint", annotations.idempotent(),
                                "openWorldHint", annotations.openWorld())));
        return written;
    }

    static Map<String, Object> resource(McpResource resource) {
        Map<String, Object> written = named(resource.name(), resource.title(), resource.description());
        written.put(resource.isTemplate() ? "uriTemplate" : "uri", resource.uri());
        written.put("mimeType", resource.mimeType());
        return written;
    }

    static Map<String, Object> prompt(McpPrompt prompt) {
        Map<String, Object> written = named(prompt.name(), prompt.title(), prompt.description());
        written.put(
                "arguments",
                prompt.arguments().stream()
                        .map(argument -> Map.of(
                                "name", argument.name(),
                                "description", argument.description(),
                                "required", argument.required()))
                        .toList());
        return written;
    }

    /** Whether there is nothing more to come. */
    static boolean isComplete(Map<String, Object> result) {
        return COMPLETE.equals(result.get(RESULT_TYPE));
    }

    private Map<String, Object> result(String type, Map<String, Object> ownMeta) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(RESULT_TYPE, type);
        Map<String, Object> meta = new LinkedHashMap<>(ownMeta);
        meta.put(RequestMeta.SERVER_INFO, serverInfo);
        result.put("_meta", meta);
        return result;
    }

    private static Map<String, Object> named(String name, String title, String description) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", name);
        written.put("title", title);
        written.put("description", description);
        return written;
    }

    private static Map<String, Object> content(Content content) {
        Map<String, Object> written = new LinkedHashMap<>();
        switch (content) {
            case Content.Text text -> {
                written.put("type", "text");
                written.put("text", text.text());
            }
            case Content.Image image -> {
                written.put("type", "image");
                written.put("data", image.data());
                written.put("mimeType", image.mimeType());
            }
            case Content.Audio audio -> {
                written.put("type", "audio");
                written.put("data", audio.data());
                written.put("mimeType", audio.mimeType());
            }
            case Content.EmbeddedResource embedded -> {
                written.put("type", "resource");
                written.put("resource", contents(embedded.resource()));
            }
            case Content.ResourceLink link -> {
                written.put("type", "resource_link");
                written.put("uri", link.uri());
                written.put("name", link.name());
                written.put("description", link.description());
                written.put("mimeType", link.mimeType());
            }
        }
        return written;
    }

    private static Map<String, Object> contents(ResourceContents contents) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("uri", contents.uri());
        written.put("mimeType", contents.mimeType());
        switch (contents) {
            case ResourceContents.Text text -> written.put("text", text.text());
            case ResourceContents.Blob blob -> written.put("blob", blob.blob());
        }
        return written;
    }
}
