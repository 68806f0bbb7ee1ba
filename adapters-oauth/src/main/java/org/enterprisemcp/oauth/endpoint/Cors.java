package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** Pages of any origin may talk to the endpoints for programs (Fetch standard): nothing there depends on a cookie. */
final class Cors {

    private static final HeaderName METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final HeaderName HEADERS = HeaderNames.create("Access-Control-Allow-Headers");
    private static final HeaderName EXPOSED = HeaderNames.create("Access-Control-Expose-Headers");
    private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");

    private Cors() {}

    static void preflight(ServerResponse response, String methods) {
        allowReading(response);
        response.header(METHODS, methods);
        response.header(HEADERS, "Authorization, Content-Type, MCP-Protocol-Version");
        response.header(MAX_AGE, "86400");
        response.status(Status.NO_CONTENT_204).send();
    }

    static void allowReading(ServerResponse response) {
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.header(EXPOSED, "WWW-Authenticate, Retry-After");
    }
}
