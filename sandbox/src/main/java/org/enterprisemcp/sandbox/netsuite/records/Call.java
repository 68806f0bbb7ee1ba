package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.wire.Request;

/**
 * A request as the record service reads it. A header or parameter that is not there is empty.
 *
 * @param request what came over the wire
 * @param may what its caller may do
 */
record Call(Request request, Permissions may) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    String method() {
        return request.method();
    }

    /** The path without a slash at its beginning or end. */
    String path() {
        return request.path().replaceAll("^/+|/+$", "");
    }

    List<String> steps() {
        return List.of(path().split("/", -1));
    }

    String header(String name) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
    }

    String parameter(String name) {
        List<String> values = request.query().getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    boolean has(String name) {
        return request.query().containsKey(name);
    }

    boolean flag(String name) {
        return parameter(name).equalsIgnoreCase("true");
    }

    /** The words of a parameter that is a list with commas. */
    List<String> words(String name) {
        return Arrays.stream(parameter(name).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether the caller asks for this form of the answer: {@code create-form}, {@code edit-form}, {@code select-options}. */
    boolean wants(String form) {
        return header("Accept").replace(" ", "").toLowerCase(Locale.ROOT).contains("type=" + form);
    }

    boolean prefers(String preference) {
        return header("Prefer").replace(" ", "").toLowerCase(Locale.ROOT).contains(preference);
    }

    boolean isBatch() {
        return header("Content-Type").replace(" ", "").toLowerCase(Locale.ROOT).contains("type=collection")
                || has("ids");
    }

    /** The body, which must be a JSON object; an empty one if nothing was sent. */
    ObjectNode body() {
        if (request.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        String type = header("Content-Type").toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.contains("json")) {
            throw Refused.mediaType();
        }
        try {
            JsonNode body = JSON.readTree(request.body());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException | NumberFormatException malformed) {
            throw Refused.unreadable();
        }
        throw Refused.unreadable();
    }

    /** Path and query again, encoded, for a link to the same resource. */
    String target() {
        if (request.query().isEmpty()) {
            return path();
        }
        return path() + "?"
                + request.query().entrySet().stream()
                        .flatMap(parameter ->
                                parameter.getValue().stream().map(value -> parameter.getKey() + "=" + encoded(value)))
                        .collect(Collectors.joining("&"));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",")
                .replace("%3A", ":");
    }
}
