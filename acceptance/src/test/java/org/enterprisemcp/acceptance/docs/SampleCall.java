package org.enterprisemcp.acceptance.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of the calls in docs/samples.
 *
 * @param file where it stands
 * @param json the request and its response
 */
record SampleCall(Path file, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Members that differ from call to call: only their type is compared. */
    private static final Set<String> VOLATILE =
            Set.of("request_id", "operation_id", "elapsed_ms", "access_token", "refresh_token", "client_id", "version");

    /** All of them, in the order in which they are sent. */
    static List<SampleCall> all() {
        return Checkout.filesBelow(Checkout.ROOT.resolve("docs/samples"), ".json").stream()
                .map(file -> new SampleCall(file, parsed(Checkout.read(file))))
                .toList();
    }

    JsonNode request() {
        return json.path("request");
    }

    JsonNode response() {
        return json.path("response");
    }

    /** An answer with what differs from call to call replaced by its type, its members in order, and the text twin parsed. */
    static JsonNode comparable(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                node.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(member -> object.set(member.getKey(), member(member.getKey(), member.getValue())));
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                node.forEach(element -> array.add(comparable(element)));
                yield array;
            }
            default -> node;
        };
    }

    private static JsonNode member(String name, JsonNode value) {
        if (VOLATILE.contains(name)) {
            return JsonNodeFactory.instance.textNode("any " + value.getNodeType());
        }
        if (name.equals("text") && value.asText().startsWith("{")) {
            return comparable(parsed(value.asText()));
        }
        return comparable(value);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(text, noJson);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
