package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.Completer;
import org.enterprisemcp.mcp.catalog.ListPage;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.McpTool;

/** What the server tells of itself: discovery, lists, completions. No upstream is asked but for completions. */
final class ModernLists {

    /** Lists that do not change while the server runs; after an update of the server, clients are late by so much at most. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final int MOST_COMPLETIONS = 100;

    private final McpCatalog catalog;
    private final ModernResults results;
    private final boolean tasks;
    private final Function<McpTool, ToolHeaders> headers;

    ModernLists(McpCatalog catalog, ModernResults results, boolean tasks, Function<McpTool, ToolHeaders> headers) {
        this.catalog = catalog;
        this.results = results;
        this.tasks = tasks;
        this.headers = headers;
    }

    Map<String, Object> discover(ModernCall call) {
        Map<String, Object> result = results.cacheable(fresh());
        result.put("supportedVersions", Revisions.MODERN);
        result.put("capabilities", capabilities());
        result.put("instructions", catalog.instructions());
        return result;
    }

    Map<String, Object> tools(ModernCall call) {
        return list(
                call,
                "tools",
                catalog.tools().stream().map(headers).map(ModernResults::tool).toList());
    }

    Map<String, Object> resources(ModernCall call) {
        return list(
                call,
                "resources",
                catalog.resources().stream()
                        .filter(resource -> !resource.isTemplate())
                        .map(ModernResults::resource)
                        .toList());
    }

    Map<String, Object> templates(ModernCall call) {
        return list(
                call,
                "resourceTemplates",
                catalog.resources().stream()
                        .filter(McpResource::isTemplate)
                        .map(ModernResults::resource)
                        .toList());
    }

    Map<String, Object> prompts(ModernCall call) {
        return list(
                call,
                "prompts",
                catalog.prompts().stream().map(ModernResults::prompt).toList());
    }

    Map<String, Object> complete(ModernCall call) {
        JsonNode params = call.request().params();
        JsonNode argument = params.path("argument");
        if (!(argument.path("name").isTextual() && argument.path("value").isTextual())) {
            throw CallRefusal.invalidParams("params.argument must have a name and a value, both strings.");
        }
        Map<String, String> others = new LinkedHashMap<>();
        params.path("context")
                .path("arguments")
                .properties()
                .forEach(other -> others.put(other.getKey(), other.getValue().asText("")));
        List<String> all = completer(params.path("ref"))
                .complete(
                        call.caller(),
                        new Completer.Request(
                                argument.path("name").textValue(),
                                argument.path("value").textValue(),
                                others,
                                call.span()));
        List<String> shown = all.subList(0, Math.min(MOST_COMPLETIONS, all.size()));
        Map<String, Object> result = results.complete();
        result.put("completion", Map.of("values", shown, "total", all.size(), "hasMore", shown.size() < all.size()));
        return result;
    }

    private Completer completer(JsonNode ref) {
        return switch (ref.path("type").asText()) {
            case "ref/prompt" ->
                catalog.prompt(ref.path("name").asText())
                        .map(McpPrompt::completer)
                        .orElseThrow(() -> CallRefusal.invalidParams("params.ref.name must be the name of a prompt."));
            case "ref/resource" ->
                catalog.template(ref.path("uri").asText())
                        .map(McpResource::completer)
                        .orElseThrow(() -> CallRefusal.invalidParams("params.ref.uri must be a resource template."));
            default -> throw CallRefusal.invalidParams("params.ref.type must be ref/prompt or ref/resource.");
        };
    }

    /** Announces only what there is something of, or may be. */
    private Map<String, Object> capabilities() {
        Map<String, Object> changes = catalog.changing() ? Map.of("listChanged", true) : Map.of();
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("tools", changes);
        if (catalog.changing() || !catalog.resources().isEmpty()) {
            capabilities.put(
                    "resources", catalog.changing() ? Map.of("listChanged", true, "subscribe", true) : changes);
        }
        if (catalog.changing() || !catalog.prompts().isEmpty()) {
            capabilities.put("prompts", changes);
        }
        if (catalog.completes()) {
            capabilities.put("completions", Map.of());
        }
        capabilities.put("logging", Map.of());
        if (tasks) {
            capabilities.put("extensions", Tasks.EXTENSION.json().path("extensions"));
        }
        return capabilities;
    }

    private Map<String, Object> list(ModernCall call, String name, List<Map<String, Object>> all) {
        Optional<String> cursor =
                call.request().params().has("cursor") ? Optional.of(call.text("cursor")) : Optional.empty();
        ListPage<Map<String, Object>> page = ListPage.of(all, ModernLists::key, cursor);
        Map<String, Object> result = results.cacheable(fresh());
        result.put(name, page.entries());
        page.nextCursor().ifPresent(next -> result.put("nextCursor", next));
        return result;
    }

    /** URIs are unique, names of resources are not. */
    private static String key(Map<String, Object> declared) {
        return String.valueOf(declared.getOrDefault("uri", declared.getOrDefault("uriTemplate", declared.get("name"))));
    }

    private Duration fresh() {
        return catalog.changing() ? Duration.ZERO : FRESH;
    }
}
