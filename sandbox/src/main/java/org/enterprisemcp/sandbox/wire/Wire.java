package org.enterprisemcp.sandbox.wire;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings requests to the API and its replies back, unless a fault was asked for. */
public final class Wire implements Handler {

    private static final int MAX_BODY = 1_024 * 1_024;
    private static final int DRIPS = 10;
    private static final long DRIP_MILLIS = 200;

    private final Face face;
    private final SandboxControl control;
    private final CountDownLatch closed;

    /** @param closed ends every delay when the sandbox is closed */
    public Wire(Face face, SandboxControl control, CountDownLatch closed) {
        this.face = face;
        this.control = control;
        this.closed = closed;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Request read = read(request);
        control.note(read.method(), read.path());
        Optional<Fault> fault = control.next(read.method(), read.path());
        if (fault.isPresent()) {
            befall(fault.get(), read, response);
        } else {
            send(response, read, work(read));
        }
    }

    private void befall(Fault fault, Request request, ServerResponse response) {
        switch (fault.kind()) {
            case STATUS -> send(response, request, injected(fault));
            case HTML ->
                send(
                        response,
                        request,
                        Reply.text(502, "<html><h1>Bad Gateway</h1></html>").with("Content-Type", "text/html"));
            case EXPIRED_TOKEN -> send(response, request, face.expiredToken(request));
            case DELAY -> {
                pause(fault.millis());
                send(response, request, work(request));
            }
            case RESET_BEFORE -> throw new CloseConnectionException("a fault that was asked for");
            case RESET_AFTER -> {
                work(request);
                throw new CloseConnectionException("a fault that was asked for");
            }
            case SLOW_BODY -> drip(response, face.dressed(request, work(request)));
            case TRUNCATED_BODY -> breakOff(response, face.dressed(request, work(request)));
        }
    }

    private static Reply injected(Fault fault) {
        return new Reply(fault.status(), fault.headers(), fault.body().getBytes(StandardCharsets.UTF_8));
    }

    private Request read(ServerRequest request) {
        try (InputStream content = request.content().inputStream()) {
            return new Request(
                    request.prologue().method().text(),
                    request.path().path(),
                    QueryString.decode(request.query().rawValue()),
                    headers(request),
                    content.readNBytes(MAX_BODY + 1));
        } catch (IOException gone) {
            throw new CloseConnectionException("the client did not send all", gone);
        }
    }

    private static Map<String, String> headers(ServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.put(header.name(), String.join(", ", header.allValues())));
        return headers;
    }

    private Reply work(Request request) {
        return request.body().length > MAX_BODY ? face.tooLarge(request) : face.answer(request);
    }

    private void send(ServerResponse response, Request request, Reply reply) {
        head(response, face.dressed(request, reply));
        response.send(reply.body());
    }

    private static void head(ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        if (reply.body().length > 0 && reply.header("Content-Type").isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
        }
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    }

    private void drip(ServerResponse response, Reply reply) {
        byte[] body = reply.body();
        head(response, reply);
        try (OutputStream out = response.outputStream()) {
            int size = Math.max(1, body.length / DRIPS);
            for (int from = 0; from < body.length; from += size) {
                out.write(body, from, Math.min(size, body.length - from));
                out.flush();
                pause(DRIP_MILLIS);
            }
        } catch (IOException gone) {
            throw new CloseConnectionException("the client did not wait", gone);
        }
    }

    private static void breakOff(ServerResponse response, Reply reply) {
        byte[] body = reply.body();
        head(response, reply);
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

    private void pause(long millis) {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new CloseConnectionException("the sandbox is closing");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the sandbox is closing", stop);
        }
    }
}
