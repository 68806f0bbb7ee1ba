package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.enterprisemcp.mcp.JsonCodec;
import org.jspecify.annotations.Nullable;

/**
 * An answer by server-sent events that begins with the first message, so that a call which tells nothing before its result is
 * answered as plain JSON. A client that has gone away ends the stream and not the call.
 */
final class EventStream {

    private static final byte[] BEGIN = "event: message\ndata: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final ServerResponse response;
    private final JsonCodec codec;
    private @Nullable OutputStream out;
    private boolean broken;

    EventStream(ServerResponse response, JsonCodec codec) {
        this.response = response;
        this.codec = codec;
    }

    /** Whether something was sent, so that the result must follow on the same stream. */
    boolean isOpen() {
        return out != null;
    }

    void send(Object message) {
        if (broken) {
            return;
        }
        try {
            OutputStream open = opened();
            open.write(BEGIN);
            open.write(codec.bytes(message));
            open.write(END);
            open.flush();
        } catch (IOException | UncheckedIOException | CloseConnectionException gone) {
            broken = true;
        }
    }

    void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException | UncheckedIOException | CloseConnectionException gone) {
            broken = true;
        }
    }

    private OutputStream opened() {
        if (out == null) {
            response.status(Status.OK_200);
            response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            response.header(HeaderNames.create("X-Accel-Buffering"), "no");
            out = response.outputStream();
        }
        return out;
    }
}
