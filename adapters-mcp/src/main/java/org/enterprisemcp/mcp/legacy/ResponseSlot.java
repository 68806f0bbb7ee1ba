package org.enterprisemcp.mcp.legacy;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.Objects;
import java.util.function.Consumer;
import org.enterprisemcp.mcp.JsonCodec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where the SDK leaves the one response to a request, and what a tool tells before it. */
final class ResponseSlot implements McpStreamableServerTransport {

    private final JsonCodec codec;
    private final Consumer<Object> notifications;
    private volatile @Nullable JSONRPCResponse response;

    /** @param notifications takes what is told before the response */
    ResponseSlot(JsonCodec codec, Consumer<Object> notifications) {
        this.codec = codec;
        this.notifications = notifications;
    }

    JSONRPCResponse response() {
        return Objects.requireNonNull(response, "the SDK left no response");
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
        return sendMessage(message);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (message instanceof JSONRPCResponse answer) {
            response = answer;
        } else {
            notifications.accept(message);
        }
        return Mono.empty();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return codec.mapper().convertValue(data, codec.mapper().constructType(type.getType()));
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public void close() {}
}
