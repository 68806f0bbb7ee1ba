package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.ProtocolRefusal;

/**
 * What every HTTP endpoint for MCP clients stands behind, and the one place where a refusal becomes an HTTP answer.
 *
 * @param guards what a request must be
 * @param access how callers are refused
 * @param codec how answers are written
 */
record HttpDoor(RequestGuards guards, Access access, JsonCodec codec) {

    /** Serves a request that may come in. */
    void serve(ServerRequest request, ServerResponse response, Exchange exchange) {
        try {
            guards.checkOrigin(request);
            Cors.allow(request, response);
            guards.checkDirect(request.headers());
            exchange.serve(request, response);
        } catch (ProtocolRefusal refusal) {
            if (!refusal.needed().isEmpty()) {
                response.header(HeaderNames.WWW_AUTHENTICATE, access.challenge().apply(refusal.needed()));
            }
            send(response, Status.create(refusal.status()), refusal.body());
        }
    }

    void send(ServerResponse response, Status status, Object body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(codec.bytes(body));
    }

    /** What is done with a request that may come in. */
    @FunctionalInterface
    interface Exchange {
        void serve(ServerRequest request, ServerResponse response);
    }
}
