package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcMessage;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.legacy.LegacyServer;
import org.enterprisemcp.mcp.legacy.LegacySession;
import org.enterprisemcp.mcp.legacy.LegacySessions;
import org.enterprisemcp.mcp.legacy.LegacySessions.Greeting;

/**
 * The Streamable HTTP endpoint (2025-03-26 … 2025-11-25, basic/transports), to be registered at {@code /mcp}. An answer is
 * {@code application/json} unless the call told its progress before; a GET stream, which a server may refuse, is refused with 405.
 */
public final class McpHttp implements HttpService {

    private static final HeaderName SESSION_ID = HeaderNames.create("Mcp-Session-Id");
    private static final HeaderName PROTOCOL_VERSION = HeaderNames.create("MCP-Protocol-Version");
    private static final int SESSION_NOT_FOUND = -32001;

    private final JsonCodec codec = new JsonCodec();
    private final RequestGuards guards;
    private final LegacySessions sessions;
    private final ScopeCheck scopes;
    private final Access access;

    /**
     * @param access who calls, and how callers are refused
     * @param clock ends idle sessions and measures calls
     */
    public McpHttp(ServerIdentity identity, McpCatalog catalog, HttpOptions options, Access access, Clock clock) {
        this.guards = new RequestGuards(options);
        LegacyServer server = new LegacyServer(identity, catalog, codec);
        this.sessions = new LegacySessions(server, clock);
        this.scopes = new ScopeCheck(catalog);
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", (request, response) -> guarded(request, response, this::post))
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
        for (JsonRpcMessage message : legacy.messages()) {
            if (message instanceof JsonRpcMessage.Request asked) {
                scopes.check(asked, caller);
            }
        }
        var initialize = legacy.initialize();
        if (initialize.isPresent()) {
            Greeting greeting = sessions.open(caller, initialize.get());
            response.header(SESSION_ID, greeting.sessionId());
            Object id = codec.mapper().convertValue(initialize.get().id(), Object.class);
            send(response, Status.OK_200, JSONRPCResponse.result(id, greeting.result()));
            return;
        }
        Revisions.checkHeader(version);
        EventStream stream = new EventStream(response, codec);
        Optional<Object> answer = session(request, caller).answer(legacy, caller, stream::send);
        if (stream.isOpen()) {
            answer.ifPresent(stream::send);
            stream.close();
        } else {
            answer.ifPresentOrElse(
                    only -> send(response, Status.OK_200, only),
                    () -> response.status(Status.ACCEPTED_202).send());
        }
    }

    private void delete(ServerRequest request, ServerResponse response) {
        sessions.end(session(request, access.callers().apply(request)));
        response.status(Status.NO_CONTENT_204).send();
    }

    private static void preflight(ServerRequest request, ServerResponse response) {
        Cors.preflight(response);
    }

    private static void methodNotAllowed(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ALLOW, "POST, DELETE, OPTIONS");
        throw ProtocolRefusal.invalidRequest(405, "Send messages by POST; end a session by DELETE.");
    }

    private LegacySession session(ServerRequest request, Caller caller) {
        String id = RequestGuards.header(request.headers(), SESSION_ID)
                .orElseThrow(() -> ProtocolRefusal.invalidRequest(
                        400, "Mcp-Session-Id is missing; begin with initialize and send the id that it brings."));
        return sessions.find(id, caller)
                .orElseThrow(() -> ProtocolRefusal.of(
                        404,
                        SESSION_NOT_FOUND,
                        codec.mapper().nullNode(),
                        "There is no such session (any more); begin with initialize.",
                        Map.of()));
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
