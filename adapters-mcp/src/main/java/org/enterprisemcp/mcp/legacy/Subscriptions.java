package org.enterprisemcp.mcp.legacy;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.mcp.catalog.CatalogChange;

/** What a session's client is told of changes: of lists always, of a resource if it has subscribed to it. */
final class Subscriptions {

    /** A client that watches more than this would do better to read. */
    static final int MAX = 1_000;

    private Subscriptions() {}

    /** The notification of a change; empty for a client that does not care. */
    static Optional<Object> told(CatalogChange change, Set<String> subscribed) {
        return switch (change) {
            case CatalogChange.Listed.TOOLS ->
                Optional.of(notification(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED, Map.of()));
            case CatalogChange.Listed.PROMPTS ->
                Optional.of(notification(McpSchema.METHOD_NOTIFICATION_PROMPTS_LIST_CHANGED, Map.of()));
            case CatalogChange.Listed.RESOURCES ->
                Optional.of(notification(McpSchema.METHOD_NOTIFICATION_RESOURCES_LIST_CHANGED, Map.of()));
            case CatalogChange.Updated(String uri) ->
                subscribed.contains(uri)
                        ? Optional.of(notification(McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED, Map.of("uri", uri)))
                        : Optional.empty();
        };
    }

    private static Object notification(String method, Map<String, Object> params) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("jsonrpc", "2.0");
        notification.put("method", method);
        notification.put("params", params);
        return notification;
    }
}
