package org.enterprisemcp.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that is not sent yet.
 *
 * @param status the status code
 * @param headers further headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {

    /** An answer with a JSON body. */
    public static Reply of(int status, JsonNode body) {
        return new Reply(status, Map.of(), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** The same answer with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
