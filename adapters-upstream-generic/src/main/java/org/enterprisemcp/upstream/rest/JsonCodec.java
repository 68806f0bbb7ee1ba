package org.enterprisemcp.upstream.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.record.Fields;
import org.jspecify.annotations.Nullable;

/** Between JSON and the domain's fields. Decimals keep every digit: an amount must come out as it went in. */
public final class JsonCodec {

    private static final int MAX_DEPTH = 200;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // The default pool is one per thread, and here every call has a new thread.
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The JSON in these bytes; a missing node where there is none or it is none. */
    JsonNode read(byte[] bytes) {
        try {
            JsonNode node = bytes.length == 0 ? null : mapper.readTree(bytes);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException | NumberFormatException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The object in a text; empty where it is none. */
    public Optional<Fields> object(String text) {
        JsonNode node = read(text.getBytes(StandardCharsets.UTF_8));
        return node.isObject() ? Optional.of(fields(node)) : Optional.empty();
    }

    byte[] write(Fields fields) {
        try {
            return mapper.writeValueAsBytes(fields.values());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("fields hold JSON-like values only", impossible);
        }
    }

    /** The fields of an object; anything else becomes the single field {@code value}. */
    public static Fields fields(JsonNode node) {
        if (!node.isObject()) {
            Map<String, Object> single = new LinkedHashMap<>();
            put(single, "value", plain(node));
            return new Fields(single);
        }
        return new Fields(object(node));
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(entry -> put(values, entry.getKey(), plain(entry.getValue())));
        return values;
    }

    // JSON's null is a value of its own, which the type of the map does not show.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        values.put(name, value);
    }

    @SuppressWarnings("NullAway")
    private static List<Object> array(JsonNode node) {
        List<Object> values = new ArrayList<>(node.size());
        node.forEach(element -> values.add(plain(element)));
        return values;
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private static Number number(JsonNode node) {
        return node.isFloatingPointNumber() ? exact(node) : node.numberValue();
    }

    private static BigDecimal exact(JsonNode node) {
        return node.decimalValue();
    }
}
