package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What is told to a client while its call runs (basic/utilities/progress, server/utilities/logging): only what it asked for, and
 * progress only when it is further than what was told before, as the revisions demand.
 */
public final class CallNotifications {

    private final Consumer<Object> out;
    private final Optional<JsonNode> progressToken;
    private final Optional<LogLevel> least;
    private double furthest = -1;

    /**
     * The notifications of one call.
     *
     * @param out takes JSON-RPC notifications
     * @param progressToken the client's token, if it wants to hear of progress
     * @param least the lowest level that the client wants to hear of, if any
     */
    public CallNotifications(Consumer<Object> out, Optional<JsonNode> progressToken, Optional<LogLevel> least) {
        this.out = out;
        this.progressToken = progressToken;
        this.least = least;
    }

    /** {@code notifications/progress}. */
    public void progress(double done, OptionalDouble total, String message) {
        if (progressToken.isEmpty() || done <= furthest) {
            return;
        }
        furthest = done;
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("progressToken", progressToken.get());
        params.put("progress", done);
        total.ifPresent(all -> params.put("total", all));
        params.put("message", message);
        out.accept(notification("notifications/progress", params));
    }

    /** {@code notifications/message}. */
    public void log(LogLevel level, String logger, Object data) {
        if (least.isPresent() && level.compareTo(least.get()) >= 0) {
            out.accept(notification(
                    "notifications/message", Map.of("level", level.wireName(), "logger", logger, "data", data)));
        }
    }

    private static Map<String, Object> notification(String method, Map<String, Object> params) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("jsonrpc", "2.0");
        notification.put("method", method);
        notification.put("params", params);
        return notification;
    }
}
