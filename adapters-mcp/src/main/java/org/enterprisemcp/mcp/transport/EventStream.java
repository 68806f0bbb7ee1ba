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
 * answered as plain JSON.
 */
final class EventStream {

    private static final byte[] BEGIN = "event: message\ndata: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final ServerResponse response;
    private final JsonCodec codec;
    private final Runnable gone;
    private @Nullable OutputStream out;
    private boolean broken;
    private boolean finished;

    /** @param gone is run once when it turns out that nobody reads */
    EventStream(ServerResponse response, JsonCodec codec, Runnable gone) {
        this.response = response;
        this.codec = codec;
        this.gone = gone;
    }

    /** Whether something was sent, so that the result must follow on the same stream. */
    synchronized boolean isOpen() {
        return out != null;
    }

    synchronized void send(Object message) {
        if (!finished) {
            write(BEGIN, codec.bytes(message), END);
        }
    }

    /**
     * Sends nothing, but lets everybody on the way see that there is somebody.
     *
     * @return whether that makes sense again
     */
    synchronized boolean beat() {
        if (!finished) {
            write(COMMENT);
        }
        return !finished && !broken;
    }

    /** Ends it with the last message; if it is the first one too, there is no stream, and it is handed on to be sent alone. */
    synchronized void finish(Object last, Runnable alone) {
        if (finished) {
            return;
        }
        if (out == null) {
            finished = true;
            alone.run();
        } else {
            send(last);
            close();
        }
    }

    /** Ends it without a further message. */
    synchronized void close() {
        finished = true;
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException | UncheckedIOException | CloseConnectionException closed) {
            broken = true;
        }
    }

    private void write(byte[]... parts) {
        if (broken) {
            return;
        }
        try {
            OutputStream open = opened();
            for (byte[] part : parts) {
                open.write(part);
            }
            open.flush();
        } catch (IOException | UncheckedIOException | CloseConnectionException closed) {
            broken = true;
            gone.run();
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
