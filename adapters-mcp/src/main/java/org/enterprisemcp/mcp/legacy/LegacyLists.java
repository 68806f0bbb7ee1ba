package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.ListPage;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpResource;

/** What there is, page by page. The SDK's own lists know no pages, and are for a moment empty while the catalog changes. */
final class LegacyLists {

    private final McpCatalog catalog;
    private final LegacyDeclarations declarations;
    private volatile Map<String, Listing> listings;

    LegacyLists(McpCatalog catalog, LegacyDeclarations declarations) {
        this.catalog = catalog;
        this.declarations = declarations;
        this.listings = listings();
    }

    /** Looks at the catalog again, which has changed. */
    void refresh() {
        listings = listings();
    }

    /**
     * The result of a request for a list; empty for every other request.
     *
     * @throws CallRefusal for a cursor that leads nowhere
     */
    Optional<Map<String, Object>> answer(Request request) {
        return Optional.ofNullable(listings.get(request.method())).map(listing -> listing.page(request));
    }

    private Map<String, Listing> listings() {
        Map<String, Listing> all = new LinkedHashMap<>();
        all.put(
                McpSchema.METHOD_TOOLS_LIST,
                new Listing(
                        "tools",
                        catalog.tools().stream()
                                .map(tool -> new Entry(
                                        tool.name(), declarations.tool(tool).tool()))
                                .toList()));
        if (catalog.changing() || !catalog.resources().isEmpty()) {
            all.put(
                    McpSchema.METHOD_RESOURCES_LIST,
                    new Listing(
                            "resources",
                            catalog.resources().stream()
                                    .filter(resource -> !resource.isTemplate())
                                    .map(resource -> new Entry(
                                            resource.uri(),
                                            declarations.resource(resource).resource()))
                                    .toList()));
            all.put(
                    McpSchema.METHOD_RESOURCES_TEMPLATES_LIST,
                    new Listing(
                            "resourceTemplates",
                            catalog.resources().stream()
                                    .filter(McpResource::isTemplate)
                                    .map(resource -> new Entry(
                                            resource.uri(),
                                            declarations.template(resource).resourceTemplate()))
                                    .toList()));
        }
        if (catalog.changing() || !catalog.prompts().isEmpty()) {
            all.put(
                    McpSchema.METHOD_PROMPT_LIST,
                    new Listing(
                            "prompts",
                            catalog.prompts().stream()
                                    .map(prompt -> new Entry(
                                            prompt.name(),
                                            declarations.prompt(prompt).prompt()))
                                    .toList()));
        }
        return Map.copyOf(all);
    }

    private record Entry(String key, Object declared) {}

    private record Listing(String name, List<Entry> entries) {

        Map<String, Object> page(Request request) {
            JsonNode cursor = request.params().path("cursor");
            if (!(cursor.isMissingNode() || cursor.isNull() || cursor.isTextual())) {
                throw new CallRefusal(JsonRpcCodes.INVALID_PARAMS, "params.cursor must be a string.", Map.of());
            }
            ListPage<Entry> page = ListPage.of(
                    entries,
                    Entry::key,
                    Optional.of(cursor).filter(JsonNode::isTextual).map(JsonNode::textValue));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put(name, page.entries().stream().map(Entry::declared).toList());
            page.nextCursor().ifPresent(next -> result.put("nextCursor", next));
            return result;
        }
    }
}
