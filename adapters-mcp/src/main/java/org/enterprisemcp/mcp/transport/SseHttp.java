package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.UnfinishedCall;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.RequestSpans;
import org.enterprisemcp.mcp.legacy.LegacyServer;
import org.enterprisemcp.mcp.legacy.LegacySession;

/**
 * HTTP with SSE (2024-11-05, basic/transports), for clients that know nothing newer: a GET of {@code /sse} opens the stream on which
 * all answers come, and its first event tells where messages are posted. The session lasts as long as the stream.
 */
public final class SseHttp implements HttpService, AutoCloseable {

    private static final int ID_BYTES = 24;
    private static final int MAX_SESSIONS = 10_000;
    private static final int SESSION_NOT_FOUND = -32001;
    static final Duration BEAT = Duration.ofSeconds(10);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BEGIN = "event: message\ndata: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final JsonCodec codec = new JsonCodec();
    private final HttpDoor door;
    private final ScopeCheck scopes;
    private final LegacyServer server;
    private final Duration everyBeat;
    private final Map<String, SseSession> sessions = new ConcurrentHashMap<>();
    private final StreamLimit limit = new StreamLimit();
    private final SecureRandom random = new SecureRandom();
    private volatile boolean closed;

    /** @param access who calls, and how callers are refused */
    public SseHttp(ServerIdentity identity, McpCatalog catalog, HttpOptions options, Access access) {
        this(identity, catalog, options, access, RequestObserver.none());
    }

    /**
     * An endpoint.
     *
     * @param access who calls, and how callers are refused
     * @param observer sees each request
     */
    public SseHttp(
            ServerIdentity identity, McpCatalog catalog, HttpOptions options, Access access, RequestObserver observer) {
        this(identity, catalog, options, access, observer, BEAT);
    }

    /** @param everyBeat how long the stream may be silent */
    SseHttp(
            ServerIdentity identity,
            McpCatalog catalog,
            HttpOptions options,
            Access access,
            RequestObserver observer,
            Duration everyBeat) {
        this.door = new HttpDoor(new RequestGuards(options), access, codec);
        this.scopes = new ScopeCheck(catalog);
        this.server = new LegacyServer(identity, catalog, codec, observer);
        this.everyBeat = everyBeat;
        if (catalog.changing()) {
            catalog.listen(change ->
                    sessions.values().forEach(open -> open.session().ifPresent(session -> session.changed(change))));
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/sse", (request, response) -> door.serve(request, response, this::open))
                .post("/messages", (request, response) -> door.serve(request, response, this::post))
                .options("/sse", (request, response) -> door.serve(request, response, Cors::preflight))
                .options("/messages", (request, response) -> door.serve(request, response, Cors::preflight))
                .any("/sse", (request, response) -> door.serve(request, response, SseHttp::onlyGet))
                .any("/messages", (request, response) -> door.serve(request, response, SseHttp::onlyPost));
    }

    /** How many sessions there are, each with a stream. */
    public int sessions() {
        return sessions.size();
    }

    /** How many calls go on. */
    public int calls() {
        return sessions.values().stream()
                .mapToInt(session -> session.calls().size())
                .sum();
    }

    /** Tells all clients that the server stops, and ends their streams, each as soon as no call goes on there. */
    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(SseSession::stop);
    }

    /** Ends the calls that still go on, each with an answer that says so. */
    public void abandon() {
        sessions.values()
                .forEach(session -> session.calls().forEach(call -> {
                    List<Object> answers = call.ids().stream()
                            .<Object>map(UnfinishedCall.STOPPING::body)
                            .toList();
                    call.end(codec.bytes(answers.size() == 1 ? answers.getFirst() : answers));
                }));
    }

    private void open(ServerRequest request, ServerResponse response) {
        door.guards().checkEventStream(request.headers());
        Caller caller = door.access().callers().apply(request);
        if (sessions.size() >= MAX_SESSIONS) {
            throw ProtocolRefusal.invalidRequest(503, "There are too many streams open here; try again later.");
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        SseSession session = new SseSession(HexFormat.of().formatHex(id), caller);
        try (StreamLimit.Place _ = limit.take(caller)) {
            sessions.put(session.id(), session);
            if (closed) {
                // It came in before the door was shut, and too late for those who were told.
                session.stop();
            }
            copy(session, endpoint(request, session), response);
        } finally {
            sessions.remove(session.id());
            session.end();
        }
    }

    /** Where messages are posted: beside the stream, under whatever path that was reached. */
    private static String endpoint(ServerRequest request, SseSession session) {
        String path = request.path().absolute().path();
        return "event: endpoint\ndata: " + path.substring(0, path.lastIndexOf('/')) + "/messages?sessionId="
                + session.id() + "\n\n";
    }

    private void copy(SseSession session, String endpoint, ServerResponse response) {
        response.status(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.create("X-Accel-Buffering"), "no");
        try (OutputStream out = response.outputStream()) {
            write(out, endpoint.getBytes(StandardCharsets.UTF_8));
            while (!session.isOver()) {
                Optional<byte[]> message = session.next(everyBeat);
                if (message.isPresent()) {
                    if (message.get().length > 0) {
                        write(out, BEGIN, message.get(), END);
                    }
                } else {
                    // The first write to a client that has gone goes well.
                    write(out, COMMENT);
                    write(out, COMMENT);
                }
            }
        } catch (IOException | UncheckedIOException | CloseConnectionException gone) {
            session.end();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, byte[]... parts) throws IOException {
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }

    private void post(ServerRequest request, ServerResponse response) {
        door.guards().checkContentType(request.headers());
        Arrival from = Arrival.of(
                door.access().callers().apply(request),
                RequestStart.Transport.SSE,
                name -> RequestGuards.header(request.headers(), HeaderNames.create(name)));
        SseSession session = request.query()
                .first("sessionId")
                .asOptional()
                .flatMap(id -> Optional.ofNullable(sessions.get(id)))
                .filter(known -> known.belongsTo(from.caller()))
                .orElseThrow(() -> ProtocolRefusal.of(
                        404,
                        SESSION_NOT_FOUND,
                        codec.mapper().nullNode(),
                        "There is no such session (any more); open a stream by a GET of /sse.",
                        Map.of()));
        Legacy sent = Revisions.withSession(codec.parse(door.guards().body(request)));
        boolean asks = false;
        for (JsonRpcMessage message : sent.messages()) {
            if (message instanceof Request asked) {
                check(asked, from);
                asks = true;
            }
        }
        if (asks) {
            begin(session, sent, from);
        } else {
            session.session().ifPresent(open -> open.answer(sent, from, told -> {}));
        }
        response.status(Status.ACCEPTED_202).send();
    }

    private void check(Request asked, Arrival from) {
        try {
            scopes.check(asked, from.caller());
        } catch (ProtocolRefusal refusal) {
            server.refused(asked, from, RequestSpans.refused(refusal));
            throw refusal;
        }
    }

    /** Works on a message on a thread of its own: its answer goes to the stream. */
    private void begin(SseSession session, Legacy sent, Arrival from) {
        SseSession.Call call = session.begin(sent)
                .orElseThrow(() -> ProtocolRefusal.invalidRequest(
                        429, SseSession.MAX_IN_FLIGHT + " calls are being worked on; wait for an answer first."));
        Thread.ofVirtual().name("mcp-call").start(() -> {
            try (call) {
                answer(session, sent, from).ifPresent(message -> call.answer(codec.bytes(message)));
            }
        });
    }

    private Optional<Object> answer(SseSession session, Legacy sent, Arrival from) {
        try {
            Optional<Request> initialize =
                    sent.initialize().filter(first -> session.session().isEmpty());
            if (initialize.isPresent()) {
                return Optional.of(initialized(session, initialize.get(), from));
            }
            LegacySession open = session.session().orElseThrow(() -> noSessionYet(sent, from));
            return open.answer(sent, from, told -> session.send(codec.bytes(told)));
        } catch (ProtocolRefusal refusal) {
            return Optional.of(refusal.body());
        }
    }

    private Object initialized(SseSession session, Request initialize, Arrival from) {
        LegacyServer.Opened opened = server.open(session.id(), from, initialize);
        if (!session.opened(opened.session())) {
            throw ProtocolRefusal.of(
                    400,
                    JsonRpcCodes.INVALID_REQUEST,
                    initialize.id(),
                    "This session is initialized already.",
                    Map.of());
        }
        opened.session().listen(told -> session.tell(codec.bytes(told)));
        return JSONRPCResponse.result(codec.mapper().convertValue(initialize.id(), Object.class), opened.result());
    }

    private ProtocolRefusal noSessionYet(Legacy sent, Arrival from) {
        List<JsonRpcMessage> messages = sent.messages();
        RequestSpan.End end = RequestSpan.End.refused(JsonRpcCodes.INVALID_REQUEST, Optional.of(ErrorCode.NO_SESSION));
        messages.forEach(message -> {
            if (message instanceof Request asked) {
                server.refused(asked, from, end);
            }
        });
        JsonNode id = messages.getFirst() instanceof Request request
                ? request.id()
                : codec.mapper().nullNode();
        return ProtocolRefusal.of(
                400, JsonRpcCodes.INVALID_REQUEST, id, "There is no session yet; begin with initialize.", Map.of());
    }

    private static void onlyGet(ServerRequest request, ServerResponse response) {
        throw McpHttp.notAllowed(response, "GET, OPTIONS", "A GET opens a stream; it tells where messages are posted.");
    }

    private static void onlyPost(ServerRequest request, ServerResponse response) {
        throw McpHttp.notAllowed(response, "POST, OPTIONS", "Messages are posted here.");
    }
}
