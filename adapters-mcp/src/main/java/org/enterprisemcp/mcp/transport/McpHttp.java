package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.legacy.LegacyServer;
import org.enterprisemcp.mcp.legacy.LegacySessions;

/**
 * The Streamable HTTP endpoint (2025-03-26 … 2025-11-25, basic/transports), to be registered at {@code /mcp}. An answer is
 * {@code application/json} unless the call told its progress before; a GET stream, which a server may refuse, is refused with 405.
 */
public final class McpHttp implements HttpService, AutoCloseable {

    private static final HeaderName PROTOCOL_VERSION = HeaderNames.create("MCP-Protocol-Version");

    /** Half of what careful proxies wait for. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final JsonCodec codec = new JsonCodec();
    private final RequestGuards guards;
    private final LegacySessions sessions;
    private final LegacyHttp legacy;
    private final Access access;

    /**
     * @param access who calls, and how callers are refused
     * @param clock ends idle sessions and measures calls
     */
    public McpHttp(ServerIdentity identity, McpCatalog catalog, HttpOptions options, Access access, Clock clock) {
        this.guards = new RequestGuards(options);
        LegacyServer server = new LegacyServer(identity, catalog, codec);
        this.sessions = new LegacySessions(server, clock);
        this.legacy = new LegacyHttp(codec, sessions, new ScopeCheck(catalog), BEAT);
        this.access = access;
    }

    /** Ends the streams of those who only listen; calls go on. */
    @Override
    public void close() {
        sessions.close();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> guarded(request, response, this::get))
                .post("/", (request, response) -> guarded(request, response, this::post))
                .delete("/", (request, response) -> guarded(request, response, this::delete))
                .options("/", (request, response) -> guarded(request, response, McpHttp::preflight))
                .any("/", (request, response) -> guarded(request, response, McpHttp::methodNotAllowed));
    }

    /** The one place where a refusal becomes an HTTP answer. */
    private void guarded(ServerRequest request, ServerResponse response, Exchange exchange) {
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

    private void post(ServerRequest request, ServerResponse response) {
        guards.checkMediaTypes(request.headers());
        Optional<String> version = RequestGuards.header(request.headers(), PROTOCOL_VERSION);
        Legacy legacy = Revisions.classify(codec.parse(guards.body(request)), version);
        Caller caller = access.callers().apply(request);
        this.legacy.answer(legacy, caller, request, response);
    }

    private void get(ServerRequest request, ServerResponse response) {
        guards.checkEventStream(request.headers());
        legacy.listen(access.callers().apply(request), request, response);
    }

    private void delete(ServerRequest request, ServerResponse response) {
        legacy.end(access.callers().apply(request), request, response);
    }

    private static void preflight(ServerRequest request, ServerResponse response) {
        Cors.preflight(response);
    }

    private static void methodNotAllowed(ServerRequest request, ServerResponse response) {
        throw notAllowed(response, "GET, POST, DELETE, OPTIONS", "Send messages by POST; end a session by DELETE.");
    }

    /** A refusal with 405. */
    static ProtocolRefusal notAllowed(ServerResponse response, String allowed, String message) {
        response.header(HeaderNames.ALLOW, allowed);
        return ProtocolRefusal.invalidRequest(405, message);
    }

    private void send(ServerResponse response, Status status, Object body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(codec.bytes(body));
    }

    @FunctionalInterface
    private interface Exchange {
        void serve(ServerRequest request, ServerResponse response);
    }
}
