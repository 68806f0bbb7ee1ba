package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Classified;
import org.enterprisemcp.mcp.Revisions.Hints;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.Revisions.Modern;
import org.enterprisemcp.mcp.Revisions.ModernNotification;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.UnfinishedCall;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.legacy.LegacyServer;
import org.enterprisemcp.mcp.legacy.LegacySessions;
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.mcp.modern.ModernServer;
import org.enterprisemcp.mcp.modern.RequestHeaders;

/**
 * The Streamable HTTP endpoint, to be registered at {@code /mcp}: for clients with a session (2025-03-26 … 2025-11-25,
 * basic/transports) and for those whose every request stands for itself (2026-07-28). An answer is {@code application/json} unless
 * there is something to tell before it, be it only that it takes long.
 */
public final class McpHttp implements HttpService, AutoCloseable {

    private static final HeaderName PROTOCOL_VERSION = HeaderNames.create("MCP-Protocol-Version");
    private static final HeaderName METHOD = HeaderNames.create("Mcp-Method");

    private static final String LISTEN = "subscriptions/listen";
    private static final Duration AS_LONG_AS_THE_CLIENT_LIKES = Duration.ofDays(3_650);

    /** Half of what careful proxies wait for. */
    static final Duration BEAT = Duration.ofSeconds(5);

    /**
     * No answer takes longer but that of whoever listens: platforms cut what takes 230 s, and then nobody knows what became of it. What comes before the
     * call, finding out who calls, has the rest.
     */
    public static final Duration LONGEST_ANSWER = Duration.ofSeconds(198);

    private final JsonCodec codec = new JsonCodec();
    private final HttpDoor door;
    private final LegacySessions sessions;
    private final LegacyHttp legacy;
    private final ModernServer modern;
    private final ScopeCheck scopes;
    private final Duration everyBeat;
    private final Duration longest;
    private final Map<RunningCall, Runnable> open = new ConcurrentHashMap<>();

    /** An endpoint of a server that has no others beside it: nobody else can go on with a call that was begun here. */
    public McpHttp(ServerIdentity identity, McpCatalog catalog, HttpOptions options, Access access, Clock clock) {
        this(identity, catalog, options, access, ModernOptions.alone(), RequestObserver.none(), clock);
    }

    /**
     * An endpoint.
     *
     * @param access who calls, and how callers are refused
     * @param modern for clients without a session
     * @param observer sees each request
     * @param clock ends idle sessions and old rounds
     */
    public McpHttp(
            ServerIdentity identity,
            McpCatalog catalog,
            HttpOptions options,
            Access access,
            ModernOptions modern,
            RequestObserver observer,
            Clock clock) {
        this(identity, catalog, options, access, modern, observer, clock, BEAT, LONGEST_ANSWER);
    }

    /**
     * An endpoint with limits of its own.
     *
     * @param everyBeat how long an answer may be silent
     * @param longest how long it may take in all
     */
    McpHttp(
            ServerIdentity identity,
            McpCatalog catalog,
            HttpOptions options,
            Access access,
            ModernOptions modern,
            RequestObserver observer,
            Clock clock,
            Duration everyBeat,
            Duration longest) {
        this.door = new HttpDoor(new RequestGuards(options), access, codec);
        this.sessions = new LegacySessions(
                catalog, codec, () -> new LegacyServer(identity, catalog, codec, observer), clock, longest);
        this.scopes = new ScopeCheck(catalog);
        this.legacy = new LegacyHttp(codec, sessions, scopes, everyBeat);
        this.modern = new ModernServer(identity, catalog, codec, modern, observer, clock);
        this.everyBeat = everyBeat;
        this.longest = longest;
    }

    /** How many sessions there are. */
    public long sessions() {
        return sessions.size();
    }

    /** How many clients have a stream open that lasts as long as they like. */
    public int streams() {
        return legacy.streams() + modern.listeners();
    }

    /** How many calls go on. */
    public int calls() {
        // Whoever listens without a session makes a call that lasts.
        return Math.max(0, open.size() - modern.listeners()) + sessions.calls();
    }

    /** Tells those who only listen that the server stops, and ends their streams; calls go on. */
    @Override
    public void close() {
        modern.close();
        sessions.close();
    }

    /** Ends the calls that still go on, each with an answer that says so. */
    public void abandon() {
        // A client that does not read holds up nobody else.
        open.values().forEach(Thread::startVirtualThread);
        sessions.abandon();
    }

    /** Waits for tasks that go on here, then stops the rest; to be called when no call is in flight any more. */
    public void finish(Duration atMost) {
        modern.finish(atMost);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> door.serve(request, response, this::get))
                .post("/", (request, response) -> door.serve(request, response, this::post))
                .delete("/", (request, response) -> door.serve(request, response, this::delete))
                .options("/", (request, response) -> door.serve(request, response, Cors::preflight))
                .any("/", (request, response) -> door.serve(request, response, McpHttp::methodNotAllowed));
    }

    private void post(ServerRequest request, ServerResponse response) {
        ServerRequestHeaders headers = request.headers();
        door.guards().checkMediaTypes(headers);
        Hints hints = new Hints(RequestGuards.header(headers, PROTOCOL_VERSION), RequestGuards.header(headers, METHOD));
        Classified sent = Revisions.classify(codec.parse(door.guards().body(request)), hints);
        Arrival from = Arrival.of(
                door.access().callers().apply(request),
                RequestStart.Transport.HTTP,
                name -> RequestGuards.header(headers, HeaderNames.create(name)));
        switch (sent) {
            case Legacy old -> legacy.answer(old, from, request, response);
            case Modern single -> answer(single, from, request, response);
            // None that a client may send over HTTP wants anything done.
            case ModernNotification told -> response.status(Status.ACCEPTED_202).send();
        }
    }

    private void answer(Modern sent, Arrival from, ServerRequest request, ServerResponse response) {
        Optional<RequestHeaders> headers =
                Optional.of(name -> RequestGuards.header(request.headers(), HeaderNames.create(name)));
        RequestSpan span = modern.admit(sent, from, headers);
        try {
            scopes.check(sent.request(), from.caller());
        } catch (ProtocolRefusal refusal) {
            throw modern.refuse(span, refusal);
        }
        RunningCall call = new RunningCall();
        call.begin();
        EventStream stream = new EventStream(response, codec, call::cancel);
        open.put(call, () -> unfinished(call, stream, response, UnfinishedCall.STOPPING.body(sent.request())));
        Runnable late = () -> unfinished(call, stream, response, UnfinishedCall.TOO_LONG.body(sent.request()));
        Duration most = sent.request().method().equals(LISTEN) ? AS_LONG_AS_THE_CLIENT_LIKES : longest;
        try (Heartbeat _ = Heartbeat.of(stream, everyBeat, most, late)) {
            Object answer = modern.answer(sent, from, headers, span, stream::send);
            finish(call, stream, response, Status.OK_200, answer);
        } catch (ProtocolRefusal refusal) {
            finish(call, stream, response, Status.create(refusal.status()), refusal.body());
        } finally {
            open.remove(call);
            stream.close();
        }
    }

    /** Answers a call that goes on: its thread may be stuck, or on its way here. Whoever comes first answers. */
    private void unfinished(RunningCall call, EventStream stream, ServerResponse response, Object answer) {
        if (call.cancel(answer)) {
            stream.finish(answer, () -> door.send(response, Status.OK_200, answer));
        }
    }

    private void finish(RunningCall call, EventStream stream, ServerResponse response, Status status, Object answer) {
        if (call.finish()) {
            stream.finish(answer, () -> door.send(response, status, answer));
        } else {
            call.instead().ifPresent(other -> stream.finish(other, () -> door.send(response, Status.OK_200, other)));
        }
    }

    private void get(ServerRequest request, ServerResponse response) {
        door.guards().checkEventStream(request.headers());
        legacy.listen(door.access().callers().apply(request), request, response);
    }

    private void delete(ServerRequest request, ServerResponse response) {
        legacy.end(door.access().callers().apply(request), request, response);
    }

    private static void methodNotAllowed(ServerRequest request, ServerResponse response) {
        throw notAllowed(response, "GET, POST, DELETE, OPTIONS", "Send messages by POST; end a session by DELETE.");
    }

    /** A refusal with 405. */
    static ProtocolRefusal notAllowed(ServerResponse response, String allowed, String message) {
        response.header(HeaderNames.ALLOW, allowed);
        return ProtocolRefusal.invalidRequest(405, message);
    }
}
