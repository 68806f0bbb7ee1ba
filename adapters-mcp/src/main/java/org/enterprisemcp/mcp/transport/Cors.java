package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** What a browser needs to know before it lets a page talk to the MCP endpoint (Fetch standard, CORS protocol). */
final class Cors {

    private static final HeaderName METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final HeaderName HEADERS = HeaderNames.create("Access-Control-Allow-Headers");
    private static final HeaderName EXPOSED = HeaderNames.create("Access-Control-Expose-Headers");
    private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");

    private Cors() {}

    /** Lets the page read the answer; its origin has been found to be allowed. */
    static void allow(ServerRequest request, ServerResponse response) {
        if (request.headers().contains(HeaderNames.ORIGIN)) {
            response.header(
                    HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
                    request.headers().get(HeaderNames.ORIGIN).get());
            response.header(HeaderNames.VARY, "Origin");
            response.header(EXPOSED, "WWW-Authenticate, Mcp-Session-Id");
        }
    }

    static void preflight(ServerResponse response) {
        response.header(METHODS, "GET, POST, DELETE");
        response.header(
                HEADERS,
                "Authorization, Content-Type, Accept, Last-Event-ID, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method,"
                        + " Mcp-Name");
        response.header(MAX_AGE, "86400");
        response.status(Status.NO_CONTENT_204).send();
    }
}
