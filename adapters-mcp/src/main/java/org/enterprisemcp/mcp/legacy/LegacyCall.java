package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.CallNotifications;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.TraceContext;

/** A request of a session on its way to a handler. In this era the client is asked while the call waits. */
final class LegacyCall {

    /** A handler that asks so often does not know what it wants. */
    private static final int MAX_ROUNDS = 20;

    private final Arrival from;
    private final Request request;
    private final RequestSpan span;
    private final ClientCapabilities client;
    private final ClientRequests questions;
    private final Outlet out;
    private final CallNotifications told;

    /**
     * A call.
     *
     * @param span what observers see of it
     * @param questions asks the session's client
     * @param out takes requests and notifications to the client
     * @param least the lowest level of what the client wants to be told
     */
    LegacyCall(
            Arrival from,
            Request request,
            RequestSpan span,
            ClientCapabilities client,
            ClientRequests questions,
            Outlet out,
            LogLevel least) {
        this.from = from;
        this.request = request;
        this.span = span;
        this.client = client;
        this.questions = questions;
        this.out = out;
        JsonNode token = request.params().path("_meta").path("progressToken");
        this.told = new CallNotifications(
                out::send,
                Optional.of(token).filter(given -> given.isTextual() || given.isNumber()),
                Optional.of(least));
    }

    Caller caller() {
        return from.caller();
    }

    RequestSpan span() {
        return span;
    }

    /** {@code params.arguments}, as the client wrote them. */
    ObjectNode arguments() {
        return request.params().path("arguments") instanceof ObjectNode arguments
                ? arguments
                : JsonNodeFactory.instance.objectNode();
    }

    /** Runs a handler until it has what it needs. */
    <T> T complete(Function<CallContext, Reply<T>> handler) {
        Context context = new Context(Map.of(), Optional.empty());
        for (int round = 0; round < MAX_ROUNDS; round++) {
            switch (handler.apply(context).settled(context)) {
                case Reply.Complete<T>(T result) -> {
                    return result;
                }
                case Reply.InputRequired<T> asked ->
                    context = new Context(questions.ask(asked.within(client).requests(), out::send), asked.state());
            }
        }
        throw new CallRefusal(
                JsonRpcCodes.INTERNAL_ERROR, "The call asked for input " + MAX_ROUNDS + " times.", Map.of());
    }

    private final class Context implements CallContext {

        private final Map<String, ObjectNode> inputs;
        private final Optional<String> state;

        Context(Map<String, ObjectNode> inputs, Optional<String> state) {
            this.inputs = inputs;
            this.state = state;
        }

        @Override
        public ClientCapabilities client() {
            return client;
        }

        @Override
        public Map<String, ObjectNode> inputs() {
            return inputs;
        }

        @Override
        public Optional<String> state() {
            return state;
        }

        @Override
        public String era() {
            return LegacyServer.ERA;
        }

        @Override
        public Optional<TraceContext> trace() {
            return TraceContext.of(request.params().path("_meta")).or(from::trace);
        }

        @Override
        public RequestSpan span() {
            return span;
        }

        @Override
        public void progress(double done, OptionalDouble total, String message) {
            told.progress(done, total, message);
        }

        @Override
        public void disconnect() {
            out.release();
        }

        @Override
        public void log(LogLevel level, String logger, Object data) {
            told.log(level, logger, data);
        }
    }
}
