package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON that strangers send: UTF-8 only, no key twice, nothing after the end, and shallow. */
final class StrictJson {

    /** Deeper nesting than this has no place in what a client says of itself; a key set within a document needs four. */
    private static final int MAX_DEPTH = 12;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * One document.
     *
     * @throws IllegalArgumentException saying what is wrong, without the text
     */
    JsonNode parse(byte[] bytes) {
        String text;
        try {
            // The parser alone would guess UTF-16 and UTF-32 too, and read broken UTF-8 somehow.
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new IllegalArgumentException("is not UTF-8", broken);
        }
        return parse(text);
    }

    /** The same of a text. */
    JsonNode parse(String text) {
        try {
            JsonNode document = mapper.readTree(text);
            if (document == null || document.isMissingNode()) {
                throw new IllegalArgumentException("is empty");
            }
            return document;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "is no JSON, has a key twice, or is nested too deeply" + place(broken.getLocation()), broken);
        }
    }

    /** Where the mistake is; of some, too deep nesting among them, the parser does not say it. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** A value as a line of JSON. */
    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException textsAndListsAlwaysCan) {
            throw new IllegalStateException(textsAndListsAlwaysCan);
        }
    }
}
