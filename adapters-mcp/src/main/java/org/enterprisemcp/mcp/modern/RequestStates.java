package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;

/**
 * What a handler wants to know when the client has answered, on its way through the client ({@code requestState} of 2026-07-28,
 * basic/patterns/mrtr): good for the same caller and the same request only, and not for long.
 */
final class RequestStates {

    /** People have to answer in this time. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final String PURPOSE = "mcp-request-state/1";
    private static final List<String> NOT_THE_REQUEST = List.of("_meta", "inputResponses", "requestState");

    private final StateSeal seal;
    private final Clock clock;
    private final ObjectWriter canonical;

    RequestStates(StateSeal seal, JsonCodec codec, Clock clock) {
        this.seal = seal;
        this.clock = clock;
        this.canonical = codec.mapper().writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
    }

    String seal(String state, Caller caller, Request request) {
        byte[] text = state.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(clock.instant().plus(LIFE).toEpochMilli())
                .put(text)
                .array();
        return seal.seal(plain, bound(caller, request));
    }

    /** The state; empty when it was not made for this caller and this request, was changed, or is too old. */
    Optional<String> open(String sealed, Caller caller, Request request) {
        return seal.open(sealed, bound(caller, request)).flatMap(plain -> {
            ByteBuffer read = ByteBuffer.wrap(plain);
            return read.getLong() > clock.millis()
                    ? Optional.of(StandardCharsets.UTF_8.decode(read).toString())
                    : Optional.empty();
        });
    }

    private byte[] bound(Caller caller, Request request) {
        ObjectNode params = request.params().deepCopy().without(NOT_THE_REQUEST);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.writeValueAsBytes(params));
            // A name is the last part, so that it cannot pretend to be another one.
            return (PURPOSE + "\n" + request.method() + "\n" + HexFormat.of().formatHex(digest) + "\n"
                            + caller.principal())
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
