package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Response;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.InputRequest;

/** What a session's client was asked and has not answered yet. */
final class ClientRequests {

    /** People may have to answer, and they may be at lunch. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Map<String, CompletableFuture<ObjectNode>> open = new ConcurrentHashMap<>();

    /**
     * Asks all of it at once and waits for the answers.
     *
     * @param out takes requests to the client
     * @throws CallRefusal if one of them is not answered, or with an error
     */
    Map<String, ObjectNode> ask(Map<String, InputRequest> requests, Consumer<Object> out) {
        Map<String, CompletableFuture<ObjectNode>> asked = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        requests.forEach((key, request) -> {
            String id = UUID.randomUUID().toString();
            ids.put(key, id);
            CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
            asked.put(key, answer);
            open.put(id, answer);
        });
        try {
            requests.forEach((key, request) -> out.accept(message(ids.getOrDefault(key, key), request)));
            Map<String, ObjectNode> answers = new LinkedHashMap<>();
            for (Map.Entry<String, CompletableFuture<ObjectNode>> answer : asked.entrySet()) {
                answers.put(answer.getKey(), answer.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            return answers;
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw unanswered("The call was cancelled.");
        } catch (ExecutionException | TimeoutException refused) {
            throw unanswered("The client did not answer what the call asked for.");
        } finally {
            ids.values().forEach(open::remove);
        }
    }

    /** Takes an answer; one that nobody waits for is dropped, as the revisions have it. */
    void accept(Response response) {
        CompletableFuture<ObjectNode> answer = open.get(response.id().asText());
        if (answer == null) {
            return;
        }
        if (response.message().path("result") instanceof ObjectNode result) {
            answer.complete(result);
        } else {
            answer.completeExceptionally(unanswered("The client answered with an error."));
        }
    }

    private static Map<String, Object> message(String id, InputRequest request) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("method", request.method());
        message.put("params", request.params());
        return message;
    }

    private static CallRefusal unanswered(String message) {
        return new CallRefusal(JsonRpcCodes.INTERNAL_ERROR, message, Map.of());
    }
}
