package org.enterprisemcp.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer that is not sent yet: a fault may still spoil it.
 *
 * @param status the status code
 * @param headers further headers; a body without a {@code Content-Type} is sent as JSON
 * @param body the body; empty for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {

    public Reply {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** An answer with a JSON body. */
    public static Reply of(int status, JsonNode body) {
        return text(status, body.toString());
    }

    /** An answer with this text as its body; JSON unless it is given another {@code Content-Type}. */
    public static Reply text(int status, String body) {
        return new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** The same answer with this header, in place of another of its name. */
    public Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    /** The same answer without this header. */
    public Reply without(String header) {
        Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        fewer.remove(header);
        return new Reply(status, fewer, body);
    }

    /** The header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
