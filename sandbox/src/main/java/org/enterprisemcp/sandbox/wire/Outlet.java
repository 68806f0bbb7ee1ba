package org.enterprisemcp.sandbox.wire;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * The ways in which an answer leaves: whole, dripping, broken off, without an end in sight.
 *
 * @param response where to
 * @param reply what
 */
record Outlet(ServerResponse response, Reply reply) {

    private static final int DRIPS = 10;
    private static final long DRIP_MILLIS = 200;
    private static final byte[] ROW = "{\"links\":[],\"id\":\"1\",\"memo\":\"a row of a page that is too long\"},"
            .getBytes(StandardCharsets.UTF_8);

    void whole() {
        head();
        response.send(reply.body());
    }

    void dripping(LongConsumer pause) {
        byte[] body = reply.body();
        head();
        try (OutputStream out = response.outputStream()) {
            int size = Math.max(1, body.length / DRIPS);
            for (int from = 0; from < body.length; from += size) {
                out.write(body, from, Math.min(size, body.length - from));
                out.flush();
                pause.accept(DRIP_MILLIS);
            }
        } catch (IOException gone) {
            throw new CloseConnectionException("the client did not wait", gone);
        }
    }

    void brokenOff() {
        byte[] body = reply.body();
        head();
        response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length + 10));
        OutputStream out = response.outputStream();
        try {
            out.write(body, 0, body.length / 2);
            out.flush();
        } catch (IOException gone) {
            throw new CloseConnectionException("the client did not wait", gone);
        }
        throw new CloseConnectionException("a fault that was asked for");
    }

    /** A page of at least so many bytes. */
    void huge(long bytes) {
        head();
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        try (OutputStream out = response.outputStream()) {
            out.write("{\"items\":[".getBytes(StandardCharsets.UTF_8));
            for (long sent = 0; sent < bytes; sent += ROW.length) {
                out.write(ROW);
            }
            out.write("{}]}".getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new CloseConnectionException("the client did not wait", gone);
        }
    }

    private void head() {
        response.status(Status.create(reply.status()));
        if (reply.body().length > 0 && reply.header("Content-Type").isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
        }
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    }
}
