package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.RequestMeta;
import org.enterprisemcp.mcp.Revisions.Modern;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.CallNotifications;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.enterprisemcp.mcp.catalog.TraceContext;

/**
 * One request of the stateless era on its way through the server, with all that it brings: there is nothing else to know.
 *
 * @param request the request
 * @param meta what it says of itself
 * @param from how it came
 * @param headers its headers, where the transport has some
 * @param span what observers see of it
 * @param out takes notifications on the request's own stream
 */
record ModernCall(
        Request request,
        RequestMeta meta,
        Arrival from,
        Optional<RequestHeaders> headers,
        RequestSpan span,
        Consumer<Object> out) {

    static ModernCall of(
            Modern sent, Arrival from, Optional<RequestHeaders> headers, RequestSpan span, Consumer<Object> out) {
        return new ModernCall(sent.request(), sent.meta(), from, headers, span, out);
    }

    /** Whose it is. */
    Caller caller() {
        return from.caller();
    }

    /** The same, that tells elsewhere. */
    ModernCall telling(Consumer<Object> elsewhere) {
        return telling(request, elsewhere);
    }

    /** Another request that stands in for this one. */
    ModernCall telling(Request other, Consumer<Object> elsewhere) {
        return new ModernCall(other, meta, from, headers, span, elsewhere);
    }

    ClientCapabilities client() {
        return new ClientCapabilities(meta.clientCapabilities());
    }

    /** A parameter that must be a text. */
    String text(String name) {
        JsonNode value = request.params().path(name);
        if (!value.isTextual()) {
            throw CallRefusal.invalidParams("params." + name + " must be a string.");
        }
        return value.textValue();
    }

    /** {@code params.arguments}; none counts as empty. */
    ObjectNode arguments() {
        return switch (request.params().path("arguments")) {
            case ObjectNode arguments -> arguments;
            case JsonNode none when none.isMissingNode() || none.isNull() -> JsonNodeFactory.instance.objectNode();
            default -> throw CallRefusal.invalidParams("params.arguments must be an object.");
        };
    }

    /** The trace that the client says it is part of; one that is not written as it should be is none (W3C Trace Context). */
    Optional<TraceContext> trace() {
        return TraceContext.of(meta.json()).or(from::trace);
    }

    /**
     * The context for a handler.
     *
     * @param state the state that the handler gave the client to carry, opened
     */
    CallContext context(Optional<String> state) {
        return new Context(
                client(), inputs(), state, trace(), span, new CallNotifications(out, meta.progressToken(), least()));
    }

    private Optional<LogLevel> least() {
        if (!meta.json().has(RequestMeta.LOG_LEVEL)) {
            return Optional.empty();
        }
        return Optional.of(meta.text(RequestMeta.LOG_LEVEL)
                .flatMap(LogLevel::of)
                .orElseThrow(() -> CallRefusal.invalidParams(
                        "params._meta: " + RequestMeta.LOG_LEVEL + " must be a level of RFC 5424, in lower case.")));
    }

    /** What the client answers to what it was asked, by key. */
    Map<String, ObjectNode> inputs() {
        JsonNode responses = request.params().path("inputResponses");
        if (responses.isMissingNode()) {
            return Map.of();
        }
        Map<String, ObjectNode> inputs = new LinkedHashMap<>();
        if (!responses.isObject()) {
            throw CallRefusal.invalidParams("params.inputResponses must be an object.");
        }
        responses.properties().forEach(response -> {
            if (!(response.getValue() instanceof ObjectNode answer)) {
                throw CallRefusal.invalidParams("Each of params.inputResponses must be the result of its request.");
            }
            inputs.put(response.getKey(), answer);
        });
        return inputs;
    }

    private record Context(
            ClientCapabilities client,
            Map<String, ObjectNode> inputs,
            Optional<String> state,
            Optional<TraceContext> trace,
            RequestSpan span,
            CallNotifications told)
            implements CallContext {

        @Override
        public String era() {
            return "modern";
        }

        @Override
        public void progress(double done, OptionalDouble total, String message) {
            told.progress(done, total, message);
        }

        @Override
        public void log(LogLevel level, String logger, Object data) {
            told.log(level, logger, data);
        }
    }
}
