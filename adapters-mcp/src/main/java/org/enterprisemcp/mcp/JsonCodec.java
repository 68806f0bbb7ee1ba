package org.enterprisemcp.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;

/** JSON as this server reads and writes it: strict about what comes in, exact about numbers, bounded in depth. */
public final class JsonCodec {

    /** Deeper nesting than this is refused before it can exhaust a stack. */
    public static final int MAX_DEPTH = 100;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // The default pool is one per thread, and here every call has a new thread.
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // The parser's own words would quote the input back, and with it whatever secret stood there.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .nodeFactory(new WritableNumbers())
            .build();

    public ObjectMapper mapper() {
        return mapper;
    }

    /**
     * One JSON document.
     *
     * @throws ProtocolRefusal when the bytes are no JSON, with the place of the mistake
     */
    public JsonNode parse(byte[] json) {
        try {
            JsonNode document = mapper.readTree(json);
            if (document == null || document.isMissingNode()) {
                throw ProtocolRefusal.malformed("The body is empty; send one JSON-RPC message.");
            }
            return document;
        } catch (StreamConstraintsException excess) {
            throw ProtocolRefusal.malformed(
                    "JSON nested deeper than " + MAX_DEPTH + " levels, or with a longer name or number than is sane.");
        } catch (JsonProcessingException mistake) {
            throw ProtocolRefusal.malformed(
                    "Not valid JSON (line " + mistake.getLocation().getLineNr() + ", column "
                            + mistake.getLocation().getColumnNr() + ").");
        } catch (NumberFormatException excess) {
            // Of an exponent that fits into no int, the parser says so in this way, and quotes it.
            throw ProtocolRefusal.malformed("A number has an exponent beyond " + WritableNumbers.MAX_SCALE + ".");
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    public byte[] bytes(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    public String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    public Map<String, Object> map(JsonNode object) {
        return mapper.convertValue(object, OBJECT);
    }

    /** Where in the parameters of a message a value stood that could not be converted; the converter's own words quote classes. */
    public static String placeOf(IllegalArgumentException notConverted) {
        StringBuilder place = new StringBuilder("params");
        if (notConverted.getCause() instanceof JsonMappingException mismatch) {
            mismatch.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .forEach(name -> place.append('.').append(name));
        }
        return place.toString();
    }

    public JsonNode resource(InputStream json) {
        try (json) {
            return mapper.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Takes no number that could not be written out again without an exponent. */
    private static final class WritableNumbers extends JsonNodeFactory {

        private static final int MAX_SCALE = 9_999;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (number != null && Math.abs(number.scale()) > MAX_SCALE) {
                throw ProtocolRefusal.malformed("A number has an exponent beyond " + MAX_SCALE + ".");
            }
            return super.numberNode(number);
        }
    }
}
