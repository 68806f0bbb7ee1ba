package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage;
import org.enterprisemcp.mcp.JsonRpcMessage.Notification;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.JsonRpcMessage.Response;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.CatalogChange;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.enterprisemcp.mcp.catalog.RequestSpans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** One client's session: its record, and the SDK's session that was made from it. */
public final class LegacySession {

    private static final Logger LOG = LoggerFactory.getLogger(LegacySession.class);

    private static final Map<String, Object> GOODBYE = Map.of(
            "jsonrpc",
            "2.0",
            "method",
            "notifications/message",
            "params",
            Map.of(
                    "level",
                    LogLevel.NOTICE.wireName(),
                    "logger",
                    "server",
                    "data",
                    "The server stops; connect again."));

    private final LegacyServer server;
    private final McpStreamableServerSession session;
    private final ClientRequests questions = new ClientRequests();
    private final RunningCalls running = new RunningCalls();
    private volatile Optional<Outlet> listener = Optional.empty();
    private final ClientCapabilities client;
    private volatile SessionRecord record;
    private Optional<EventLog> standing = Optional.empty();

    LegacySession(LegacyServer server, SessionRecord record, McpStreamableServerSession session) {
        this.server = server;
        this.record = record;
        this.session = session;
        this.client = server.codec().mapper().valueToTree(record.initialize()).path("capabilities")
                        instanceof ObjectNode capabilities
                ? new ClientCapabilities(capabilities)
                : ClientCapabilities.none();
        if (record.logLevel() != null) {
            session.setMinLoggingLevel(LoggingLevel.valueOf(record.logLevel()));
        }
    }

    SessionRecord record() {
        return record;
    }

    boolean belongsTo(Caller caller) {
        return record.owner().equals(caller.principal());
    }

    /**
     * Works on messages and answers them: one response, a list of them for a batch, nothing where no answer is due.
     *
     * @param outlet takes what is told before the answer
     * @throws ProtocolRefusal for a batch in a revision that has none
     */
    public Optional<Object> answer(Legacy legacy, Arrival from, Outlet outlet) {
        if (!legacy.batch()) {
            return answer(legacy.messages().getFirst(), from, outlet);
        }
        admit(legacy);
        List<Object> answers = new ArrayList<>();
        legacy.messages().forEach(message -> answer(message, from, outlet).ifPresent(answers::add));
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers);
    }

    /** @throws ProtocolRefusal for a batch in a revision that has none */
    void admit(Legacy legacy) {
        if (legacy.batch() && !record.revision().equals(Revisions.WITH_BATCHES)) {
            throw ProtocolRefusal.invalidRequest(
                    400, "Revision " + record.revision() + " knows no batches; send one message at a time.");
        }
    }

    /** From now on the client hears of changes there. */
    public void listen(Outlet outlet) {
        listener = Optional.of(outlet);
    }

    /** Tells the client of a change, if it listens and cares. */
    public void changed(CatalogChange change) {
        listener.ifPresent(
                outlet -> Subscriptions.told(change, record.subscriptions()).ifPresent(outlet::send));
    }

    /** The stream on which the client hears of changes, made when it is asked for the first time. */
    synchronized EventLog standing(Supplier<EventLog> made) {
        EventLog known = standing.orElseGet(made);
        if (standing.isEmpty()) {
            standing = Optional.of(known);
            listen(known::tell);
        }
        return known;
    }

    /** Ends that stream; a client that is still there opens another one. */
    synchronized void hangUp() {
        standing.ifPresent(log -> log.finish(Optional.empty()));
        standing = Optional.empty();
        listener = Optional.empty();
    }

    /** Tells whoever listens that the server stops, if the client wants to hear of such things, and ends that stream. */
    public void stop() {
        if (logLevel().compareTo(LogLevel.NOTICE) <= 0) {
            listener.ifPresent(outlet -> outlet.send(GOODBYE));
        }
        hangUp();
    }

    /** Stops the call of a request. */
    void cancel(JsonNode id) {
        running.cancel(id);
    }

    /** Stops what is being worked on; nobody is there to take the answers. */
    public void end() {
        hangUp();
        running.cancelAll();
    }

    private Optional<Object> answer(JsonRpcMessage message, Arrival from, Outlet outlet) {
        return switch (message) {
            case Request request -> cancellable(request, from, outlet);
            case Notification notification -> {
                accept(notification);
                yield Optional.empty();
            }
            case Response response -> {
                questions.accept(response);
                yield Optional.empty();
            }
        };
    }

    /** A request that its client cancels is not answered (basic/utilities/cancellation). */
    private Optional<Object> cancellable(Request request, Arrival from, Outlet outlet) {
        RequestSpan span = server.spans()
                .began(request, from, LegacyServer.ERA, Optional.of(record.revision()), Optional.of(record.id()));
        try (RunningCalls.Running call = running.begin(request.id())) {
            Answer answer = answer(request, from, span, outlet);
            span.ended(call.cancelled() ? RequestSpan.End.cancelled() : answer.end());
            return call.cancelled() ? Optional.empty() : Optional.of(answer.message());
        }
    }

    /** What a client is answered, and what that is to observers. */
    private record Answer(Object message, RequestSpan.End end) {

        static Answer of(JSONRPCResponse response) {
            return new Answer(
                    response,
                    response.error() == null
                            ? RequestSpan.End.answered()
                            : RequestSpans.refused(response.error().code()));
        }

        static Answer of(ProtocolRefusal refusal) {
            return new Answer(refusal.body(), RequestSpans.refused(refusal));
        }
    }

    private Answer answer(Request request, Arrival from, RequestSpan span, Outlet outlet) {
        try {
            server.checks().check(request);
        } catch (ProtocolRefusal refusal) {
            return Answer.of(refusal);
        }
        Object id = request.id().isTextual()
                ? request.id().textValue()
                : (Object) request.id().longValue();
        try {
            Optional<Map<String, Object>> ours = server.lists().answer(request).or(() -> subscription(request));
            if (ours.isPresent()) {
                return Answer.of(JSONRPCResponse.result(id, ours.get()));
            }
            JSONRPCResponse response = withoutInnards(request, dispatched(request, id, from, span, outlet));
            rememberLogLevel(request, response);
            return Answer.of(response);
        } catch (CallRefusal refusal) {
            return Answer.of(ProtocolRefusal.of(200, refusal.code(), request.id(), refusal.reason(), refusal.data()));
        } catch (IllegalArgumentException wrongKind) {
            // The SDK converts parameters as it comes to them, and throws where it cannot.
            return Answer.of(RequestChecks.refusal(
                    request,
                    JsonRpcCodes.INVALID_PARAMS,
                    JsonCodec.placeOf(wrongKind) + " is of another kind than " + request.method() + " takes."));
        } catch (RuntimeException mistake) {
            LOG.error("{} failed", request.method(), mistake);
            return Answer.of(serverMistake(id));
        }
    }

    private JSONRPCResponse dispatched(Request request, Object id, Arrival from, RequestSpan span, Outlet outlet) {
        ResponseSlot reply = new ResponseSlot(server.codec(), outlet::send);
        LegacyCall call = new LegacyCall(from, request, span, client, questions, outlet, logLevel());
        session.responseStream(reply)
                .handle(new JSONRPCRequest(request.method(), id, plain(request.params())))
                .contextWrite(context -> context.put(McpTransportContext.KEY, LegacyServer.contextOf(call)))
                .block();
        return reply.response();
    }

    private void accept(Notification notification) {
        // The SDK logs what it does not know as a warning; a client may send what it likes, so most never reach it.
        if (notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)) {
            session.accept(new JSONRPCNotification(notification.method(), plain(notification.params())))
                    .onErrorResume(ignored -> Mono.empty())
                    .block();
        } else if (notification.method().equals("notifications/cancelled")) {
            running.cancel(notification.params().path("requestId"));
        }
    }

    /** The result of a request to hear, or not to hear any more, of a resource's changes. */
    private Optional<Map<String, Object>> subscription(Request request) {
        String uri = request.params().path("uri").asText();
        switch (request.method()) {
            case McpSchema.METHOD_RESOURCES_SUBSCRIBE -> {
                if (record.subscriptions().size() >= Subscriptions.MAX) {
                    throw CallRefusal.invalidParams(
                            "This session has " + Subscriptions.MAX + " subscriptions; unsubscribe from some first.");
                }
                change(before -> before.subscribedTo(uri));
            }
            case McpSchema.METHOD_RESOURCES_UNSUBSCRIBE -> change(before -> before.unsubscribedFrom(uri));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Map.of());
    }

    private synchronized void change(UnaryOperator<SessionRecord> to) {
        record = to.apply(record);
    }

    /** What a client that did not say wants to be told. */
    private LogLevel logLevel() {
        String level = record.logLevel();
        return level == null ? LogLevel.INFO : LogLevel.valueOf(level);
    }

    private void rememberLogLevel(Request request, JSONRPCResponse response) {
        if (request.method().equals(McpSchema.METHOD_LOGGING_SET_LEVEL) && response.error() == null) {
            String level = request.params().path("level").asText().toUpperCase(Locale.ROOT);
            change(before -> before.withLogLevel(level));
        }
    }

    /** The SDK puts an exception's message and causes into its internal errors; they go to the log, never to a client. */
    private static JSONRPCResponse withoutInnards(Request request, JSONRPCResponse response) {
        if (response.error() == null || response.error().code() != JsonRpcCodes.INTERNAL_ERROR) {
            return response;
        }
        LOG.error("{} failed: {}", request.method(), response.error().data());
        return serverMistake(response.id());
    }

    private static JSONRPCResponse serverMistake(Object id) {
        return JSONRPCResponse.error(
                id, new JSONRPCResponse.JSONRPCError(JsonRpcCodes.INTERNAL_ERROR, "The server made a mistake."));
    }

    private Map<String, Object> plain(ObjectNode params) {
        return server.codec().map(params);
    }
}
