package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.RequestSpans;
import org.enterprisemcp.mcp.legacy.EventLog;
import org.enterprisemcp.mcp.legacy.LegacySession;
import org.enterprisemcp.mcp.legacy.LegacySessions;
import org.enterprisemcp.mcp.legacy.LegacySessions.Greeting;

/**
 * The endpoint for clients with a session (2025-03-26 … 2025-11-25, basic/transports). An answer is {@code application/json} unless
 * there is something to tell before it, be it only that it takes long, or the client would rather have a stream.
 */
final class LegacyHttp {

    private static final HeaderName SESSION_ID = HeaderNames.create("Mcp-Session-Id");
    private static final HeaderName PROTOCOL_VERSION = HeaderNames.create("MCP-Protocol-Version");
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final int SESSION_NOT_FOUND = -32001;

    private final JsonCodec codec;
    private final LegacySessions sessions;
    private final ScopeCheck scopes;
    private final Duration everyBeat;
    private final StreamLimit limit = new StreamLimit();

    /** @param everyBeat how long a stream may be silent */
    LegacyHttp(JsonCodec codec, LegacySessions sessions, ScopeCheck scopes, Duration everyBeat) {
        this.codec = codec;
        this.sessions = sessions;
        this.scopes = scopes;
        this.everyBeat = everyBeat;
    }

    /** A POST: works on messages and answers those that are requests. */
    void answer(Legacy legacy, Arrival from, ServerRequest request, ServerResponse response) {
        List<Request> asked = legacy.messages().stream()
                .filter(Request.class::isInstance)
                .map(Request.class::cast)
                .toList();
        Optional<LegacySession> known = admitted(legacy, asked, from, request);
        if (known.isEmpty()) {
            greet(asked.getFirst(), from, response);
            return;
        }
        LegacySession session = known.get();
        if (asked.isEmpty()) {
            session.answer(legacy, from, told -> {});
            response.status(Status.ACCEPTED_202).send();
            return;
        }
        EventLog.Reading reading = sessions.answer(session, legacy, from);
        NumberedStream stream = new NumberedStream(reading, everyBeat);
        EventLog.Next first = reading.next(everyBeat);
        if (first instanceof EventLog.Next.Told(EventLog.Event event)
                && event.answer()
                && !RequestGuards.prefersEvents(request.headers())) {
            response.status(Status.OK_200);
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            response.send(event.json());
        } else {
            stream.copyTo(response, first, () -> {});
        }
    }

    /** The session that messages belong to; none yet for those that open one. */
    private Optional<LegacySession> admitted(Legacy legacy, List<Request> asked, Arrival from, ServerRequest request) {
        try {
            asked.forEach(one -> scopes.check(one, from.caller()));
            if (legacy.initialize().isPresent()) {
                return Optional.empty();
            }
            checkVersion(request);
        } catch (ProtocolRefusal refusal) {
            asked.forEach(one -> sessions.refused(one, from, RequestSpans.refused(refusal)));
            throw refusal;
        }
        try {
            return Optional.of(session(request, from.caller()));
        } catch (ProtocolRefusal refusal) {
            RequestSpan.End end = RequestSpan.End.refused(refusal.code(), Optional.of(ErrorCode.NO_SESSION));
            asked.forEach(one -> sessions.refused(one, from, end));
            throw refusal;
        }
    }

    /** How many clients have a stream open that lasts as long as they like. */
    int streams() {
        return limit.taken();
    }

    /** A GET: the stream of changes, or the rest of a stream that broke off. */
    void listen(Caller caller, ServerRequest request, ServerResponse response) {
        checkVersion(request);
        LegacySession session = session(request, caller);
        EventLog.Reading reading = RequestGuards.header(request.headers(), LAST_EVENT_ID)
                .map(last -> sessions.resume(session, last))
                .or(() -> sessions.listen(session))
                .orElseThrow(() -> McpHttp.notAllowed(
                        response, "POST, DELETE, OPTIONS", "There is nothing to listen to; a GET takes up a stream."));
        try (StreamLimit.Place _ = limit.take(caller)) {
            new NumberedStream(reading, everyBeat)
                    // Whoever listens is there, though nothing is said.
                    .copyTo(response, EventLog.Next.Silence.SILENCE, () -> known(request, caller));
        }
    }

    /** A DELETE: the client does not need its session any more. */
    void end(Caller caller, ServerRequest request, ServerResponse response) {
        checkVersion(request);
        sessions.end(session(request, caller));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void greet(Request initialize, Arrival from, ServerResponse response) {
        Greeting greeting = sessions.open(from, initialize);
        response.header(SESSION_ID, greeting.sessionId());
        Object id = codec.mapper().convertValue(initialize.id(), Object.class);
        response.status(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(codec.bytes(JSONRPCResponse.result(id, greeting.result())));
    }

    private static void checkVersion(ServerRequest request) {
        Revisions.checkHeader(RequestGuards.header(request.headers(), PROTOCOL_VERSION));
    }

    private LegacySession session(ServerRequest request, Caller caller) {
        if (!request.headers().contains(SESSION_ID)) {
            throw ProtocolRefusal.invalidRequest(
                    400, "Mcp-Session-Id is missing; begin with initialize and send the id that it brings.");
        }
        return known(request, caller)
                .orElseThrow(() -> ProtocolRefusal.of(
                        404,
                        SESSION_NOT_FOUND,
                        codec.mapper().nullNode(),
                        "There is no such session (any more); begin with initialize.",
                        Map.of()));
    }

    private Optional<LegacySession> known(ServerRequest request, Caller caller) {
        return RequestGuards.header(request.headers(), SESSION_ID).flatMap(id -> sessions.find(id, caller));
    }
}
