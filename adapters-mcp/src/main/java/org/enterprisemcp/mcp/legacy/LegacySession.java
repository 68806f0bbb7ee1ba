package org.enterprisemcp.mcp.legacy;

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
import java.util.function.Consumer;
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
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** One client's session: its record, and the SDK's session that was made from it. */
public final class LegacySession {

    private static final Logger LOG = LoggerFactory.getLogger(LegacySession.class);

    private final LegacyServer server;
    private final McpStreamableServerSession session;
    private final ClientRequests questions = new ClientRequests();
    private final ClientCapabilities client;
    private volatile SessionRecord record;

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
     * @param notifications takes what is told before the answer
     * @throws ProtocolRefusal for a batch in a revision that has none
     */
    public Optional<Object> answer(Legacy legacy, Caller caller, Consumer<Object> notifications) {
        if (!legacy.batch()) {
            return answer(legacy.messages().getFirst(), caller, notifications);
        }
        if (!record.revision().equals(Revisions.WITH_BATCHES)) {
            throw ProtocolRefusal.invalidRequest(
                    400, "Revision " + record.revision() + " knows no batches; send one message at a time.");
        }
        List<Object> answers = new ArrayList<>();
        legacy.messages()
                .forEach(message -> answer(message, caller, notifications).ifPresent(answers::add));
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers);
    }

    private Optional<Object> answer(JsonRpcMessage message, Caller caller, Consumer<Object> notifications) {
        return switch (message) {
            case Request request -> Optional.of(answer(request, caller, notifications));
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

    private Object answer(Request request, Caller caller, Consumer<Object> notifications) {
        try {
            server.checks().check(request);
        } catch (ProtocolRefusal refusal) {
            return refusal.body();
        }
        Object id = request.id().isTextual()
                ? request.id().textValue()
                : (Object) request.id().longValue();
        try {
            JSONRPCResponse response = withoutInnards(request, dispatched(request, id, caller, notifications));
            rememberLogLevel(request, response);
            return response;
        } catch (IllegalArgumentException wrongKind) {
            // The SDK converts parameters as it comes to them, and throws where it cannot.
            return RequestChecks.refusal(
                            request,
                            JsonRpcCodes.INVALID_PARAMS,
                            JsonCodec.placeOf(wrongKind) + " is of another kind than " + request.method() + " takes.")
                    .body();
        } catch (RuntimeException mistake) {
            LOG.error("{} failed", request.method(), mistake);
            return serverMistake(id);
        }
    }

    private JSONRPCResponse dispatched(Request request, Object id, Caller caller, Consumer<Object> notifications) {
        ResponseSlot reply = new ResponseSlot(server.codec(), notifications);
        LegacyCall call = new LegacyCall(caller, request, client, questions, notifications, logLevel());
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
        }
    }

    /** What a client that did not say wants to be told. */
    private LogLevel logLevel() {
        String level = record.logLevel();
        return level == null ? LogLevel.INFO : LogLevel.valueOf(level);
    }

    private void rememberLogLevel(Request request, JSONRPCResponse response) {
        if (request.method().equals(McpSchema.METHOD_LOGGING_SET_LEVEL) && response.error() == null) {
            record = record.withLogLevel(request.params().path("level").asText().toUpperCase(Locale.ROOT));
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
