package org.enterprisemcp.sandbox.wire;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings requests to the API and its replies back: into the journal, past the faults, into a slot, out again. */
public final class Wire implements Handler {

    private static final int MAX_BODY = 1_024 * 1_024;
    private static final String LOCATION = "Location";
    private static final Reply HTML =
            Reply.text(502, "<html><h1>Bad Gateway</h1></html>").with("Content-Type", "text/html");
    private static final Reply REVOKED = Reply.text(400, "{\"error\":\"invalid_grant\"}");
    private static final Reply ELSEWHERE = Reply.empty(302).with(LOCATION, "https://elsewhere.example/");

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
    public void handle(ServerRequest received, ServerResponse response) {
        Request request = read(received);
        Face.Place place = face.place(request);
        boolean slot = place.governed() && control.slots().take(place.account());
        try {
            control.note(request, place);
            if (place.governed() && !slot) {
                finish(request, face.refusal(request, 429), response).whole();
            } else {
                answer(request, control.next(request, place), response);
            }
        } finally {
            if (slot) {
                control.slots().free(place.account());
            }
        }
    }

    private static Request read(ServerRequest request) {
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

    private void answer(Request request, Optional<Fault> fault, ServerResponse response) {
        if (fault.isPresent()) {
            befall(fault.get(), request, response);
        } else {
            finish(request, work(request), response).whole();
        }
    }

    private void befall(Fault fault, Request request, ServerResponse response) {
        switch (fault.kind()) {
            case STATUS -> {
                Reply asked = Reply.text(fault.answer().status(), fault.answer().body());
                instead(fault, request, asked, response);
            }
            case ERROR ->
                instead(fault, request, face.refusal(request, fault.answer().status()), response);
            case CONCURRENCY -> instead(fault, request, face.refusal(request, 429), response);
            case EXPIRED_TOKEN -> instead(fault, request, face.refusal(request, 401), response);
            case HTML -> instead(fault, request, HTML, response);
            case REVOKED_REFRESH_TOKEN -> instead(fault, request, REVOKED, response);
            case REDIRECT -> instead(fault, request, ELSEWHERE, response);
            case DELAY -> {
                pause(fault.amount());
                finish(request, work(request), response).whole();
            }
            case RESET_BEFORE -> throw new CloseConnectionException("a fault that was asked for");
            case RESET_AFTER -> {
                work(request);
                throw new CloseConnectionException("a fault that was asked for");
            }
            case SLOW_BODY -> finish(request, work(request), response).dripping(this::pause);
            case TRUNCATED_BODY -> finish(request, work(request), response).brokenOff();
            case NO_LOCATION ->
                finish(request, work(request).without(LOCATION), response).whole();
            case RELATIVE_LOCATION ->
                finish(request, relative(work(request)), response).whole();
            case WRONG_CONTENT_TYPE ->
                finish(request, work(request).with("Content-Type", "text/plain"), response)
                        .whole();
            case HUGE_BODY -> finish(request, Reply.empty(200), response).huge(fault.amount());
        }
    }

    private void instead(Fault fault, Request request, Reply other, ServerResponse response) {
        Reply reply = other;
        for (Map.Entry<String, String> header : fault.answer().headers().entrySet()) {
            reply = reply.with(header.getKey(), dated(header.getValue()));
        }
        finish(request, reply, response).whole();
    }

    /** {@code date+30}, the date that many seconds from now, or the value as it stands. */
    private String dated(String value) {
        if (!value.matches("date\\+[0-9]{1,9}")) {
            return value;
        }
        Instant then = control.now().plusSeconds(Long.parseLong(value.substring("date+".length())));
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
    }

    private static Reply relative(Reply reply) {
        return reply.header(LOCATION)
                .map(absolute -> reply.with(LOCATION, URI.create(absolute).getRawPath()))
                .orElse(reply);
    }

    private Reply work(Request request) {
        return request.body().length > MAX_BODY ? face.refusal(request, 413) : face.answer(request);
    }

    private Outlet finish(Request request, Reply reply, ServerResponse response) {
        return new Outlet(response, Gzip.where(request, face.dressed(request, reply)));
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
