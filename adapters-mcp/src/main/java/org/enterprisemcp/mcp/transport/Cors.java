package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a browser needs to know before it lets a page talk to the MCP endpoint (Fetch standard, CORS protocol). */
final class Cors {

    private static final HeaderName METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final HeaderName HEADERS = HeaderNames.create("Access-Control-Allow-Headers");
    private static final HeaderName EXPOSED = HeaderNames.create("Access-Control-Expose-Headers");
    private static final HeaderName REQUESTED = HeaderNames.create("Access-Control-Request-Headers");
    private static final Pattern PARAMETER = Pattern.compile("(?i)mcp-param-[a-z0-9-]{1,64}");
    private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");

    private static final String ALLOWED =
            "Authorization, Content-Type, Accept, Last-Event-ID, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name";

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

    static void preflight(ServerRequest request, ServerResponse response) {
        response.header(METHODS, "GET, POST, DELETE");
        response.header(HEADERS, ALLOWED + parameterHeaders(request));
        response.header(MAX_AGE, "86400");
        response.status(Status.NO_CONTENT_204).send();
    }

    /** The headers that repeat arguments have names that tools make up, so those are allowed that are asked for. */
    private static String parameterHeaders(ServerRequest request) {
        return RequestGuards.header(request.headers(), REQUESTED).stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .map(String::strip)
                .filter(name -> PARAMETER.matcher(name).matches())
                .map(name -> ", " + name)
                .collect(Collectors.joining());
    }
}
