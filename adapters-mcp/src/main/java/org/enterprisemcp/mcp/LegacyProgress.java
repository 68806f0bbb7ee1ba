package org.enterprisemcp.mcp;

import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.OptionalLong;
import org.enterprisemcp.domain.port.ProgressListener;

/**
 * Tells a client how far its call has come (2025-11-25, basic/utilities/progress), and only when that is further than what it was
 * told before, as the revisions demand.
 */
final class LegacyProgress implements ProgressListener {

    private final McpSyncServerExchange exchange;
    private final Object token;
    private long furthest = -1;

    private LegacyProgress(McpSyncServerExchange exchange, Object token) {
        this.exchange = exchange;
        this.token = token;
    }

    /** The listener of a call; one that does nothing where the client asked for no progress. */
    static ProgressListener of(McpSyncServerExchange exchange, CallToolRequest call) {
        Object token = call.meta() == null ? null : call.meta().get("progressToken");
        return token == null ? ProgressListener.none() : new LegacyProgress(exchange, token);
    }

    @Override
    public void progressed(long done, OptionalLong total, String message) {
        if (done <= furthest) {
            return;
        }
        furthest = done;
        ProgressNotification.Builder told =
                ProgressNotification.builder(token, (double) done).message(message);
        total.ifPresent(all -> told.total((double) all));
        exchange.progressNotification(told.build());
    }
}
