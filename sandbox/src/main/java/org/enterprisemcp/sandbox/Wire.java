package org.enterprisemcp.sandbox;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.sandbox.RestApi.Request;

/** Brings requests to the API and its replies back, unless a fault was asked for. */
final class Wire implements Handler {

    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final int MAX_BODY = 1_024 * 1_024;
    private static final int DRIPS = 10;
    private static final long DRIP_MILLIS = 200;

    private final RestApi api;
    private final SandboxControl control;
    private final CountDownLatch closed;

    /** @param closed ends every delay when the sandbox is closed */
    Wire(RestApi api, SandboxControl control, CountDownLatch closed) {
        this.api = api;
        this.control = control;
        this.closed = closed;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        String path = request.path().path();
        control.note(method, path);
        Optional<Fault> fault = control.next(method, path);
        if (fault.isPresent()) {
            befall(fault.get(), request, response);
        } else {
            send(response, answer(request));
        }
    }

    private void befall(Fault fault, ServerRequest request, ServerResponse response) {
        switch (fault.kind()) {
            case STATUS -> send(response, new Reply(fault.status(), fault.headers(), fault.body()));
            case HTML ->
                send(
                        response,
                        new Reply(502, Map.of("Content-Type", "text/html"), "<html><h1>Bad Gateway</h1></html>"));
            case EXPIRED_TOKEN -> send(response, RestApi.unauthorized());
            case DELAY -> {
                pause(fault.millis());
                send(response, answer(request));
            }
            case RESET_BEFORE -> throw new CloseConnectionException("a fault that was asked for");
            case RESET_AFTER -> {
                answer(request);
                throw new CloseConnectionException("a fault that was asked for");
            }
            case SLOW_BODY -> drip(response, answer(request));
            case TRUNCATED_BODY -> breakOff(response, answer(request));
        }
    }

    private Reply answer(ServerRequest request) {
        try (InputStream content = request.content().inputStream()) {
            byte[] body = content.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                return Reply.error(413, "too_large", "The body is longer than 1 MiB.", Map.of());
            }
            return api.answer(new Request(
                    request.prologue().method().text(),
                    request.path().path(),
                    name -> request.query().first(name).orElse(""),
                    header(request, HeaderNames.AUTHORIZATION),
                    header(request, HeaderNames.CONTENT_TYPE),
                    new String(body, StandardCharsets.UTF_8)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).orElse("");
    }

    private static void send(ServerResponse response, Reply reply) {
        head(response, reply);
        response.send(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void head(ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        response.header(REQUEST_ID, UUID.randomUUID().toString());
        if (!reply.body().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
        }
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    }

    private void drip(ServerResponse response, Reply reply) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
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
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
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
