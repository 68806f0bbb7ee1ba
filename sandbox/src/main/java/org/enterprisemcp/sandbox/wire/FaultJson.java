package org.enterprisemcp.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Faults as the control endpoint takes and shows them: {@code {"kind": "reset-after", "method": "POST", "path": "/v1/customers",
 * "times": 1}}; {@code path_pattern} in place of {@code path}, {@code account}, {@code probability} and {@code seed}, and for the
 * kinds that need them {@code status}, {@code headers}, {@code body}, {@code millis}, {@code bytes}.
 */
final class FaultJson {

    private FaultJson() {}

    /** @throws IllegalArgumentException if the kind is unknown or a value makes no sense */
    static Fault read(JsonNode asked) {
        double probability = asked.path("probability").asDouble(1);
        int times = asked.path("times").asInt(asked.has("probability") ? Integer.MAX_VALUE : 1);
        String path = asked.path("path").asText("/");
        Fault fault = Fault.of(kind(asked), asked.path("method").asText(""), path, times)
                .onAccount(asked.path("account").asText(""))
                .sometimes(probability, asked.path("seed").asLong(0))
                .answering(asked.path("status").asInt(503), headers(asked), body(asked.path("body")));
        if (asked.has("path_pattern")) {
            fault = fault.matching(Pattern.compile(asked.path("path_pattern").asText()));
        }
        if (asked.has("millis") || asked.has("bytes")) {
            fault = fault.sized(asked.path("millis").asLong(asked.path("bytes").asLong()));
        }
        return fault;
    }

    private static Fault.Kind kind(JsonNode asked) {
        return Fault.Kind.valueOf(asked.path("kind").asText().replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> headers(JsonNode asked) {
        Map<String, String> headers = new LinkedHashMap<>();
        asked.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private static String body(JsonNode body) {
        return body.isContainerNode() ? body.toString() : body.asText("");
    }

    static ObjectNode write(FaultRule rule) {
        Fault fault = rule.fault();
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("method", fault.aim().method())
                .put("path_pattern", fault.aim().path().pattern())
                .put("account", fault.aim().account())
                .put("probability", fault.odds().probability())
                .put("times", rule.left());
    }
}
