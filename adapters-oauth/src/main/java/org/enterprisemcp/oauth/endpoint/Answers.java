package org.enterprisemcp.oauth.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.oauth.OAuthRefusal;

/** How the endpoints for programs answer: JSON that no cache keeps. */
final class Answers {

    static final HeaderName NOSNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    static void json(ServerResponse response, int status, Map<String, ?> body) {
        json(response, status, text(body));
    }

    static void json(ServerResponse response, int status, String body) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.PRAGMA, "no-cache");
        send(response, status, body);
    }

    /** A document that is the same for everybody, and for an hour, at a path. */
    static void document(HttpRouting.Builder routing, String path, Map<String, ?> body) {
        routing.get(path, (request, response) -> {
            Cors.allowReading(response);
            response.header(HeaderNames.CACHE_CONTROL, "public, max-age=3600");
            send(response, 200, text(body));
        });
        routing.options(path, (request, response) -> Cors.preflight(response, "GET"));
        routing.any(path, (request, response) -> methodNotAllowed(response, "GET"));
    }

    static void methodNotAllowed(ServerResponse response, String allowed) {
        response.header(HeaderNames.ALLOW, allowed);
        response.status(Status.METHOD_NOT_ALLOWED_405).send();
    }

    /** A refusal as RFC 6749 section 5.2 writes it. */
    static void refusal(ServerResponse response, OAuthRefusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", refusal.error().code());
        body.put("error_description", refusal.description());
        if (refusal.error().status() == 503) {
            response.header(HeaderNames.RETRY_AFTER, "5");
        }
        json(response, refusal.error().status(), body);
    }

    private static void send(ServerResponse response, int status, String body) {
        response.status(Status.create(status));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(NOSNIFF, "nosniff");
        response.send(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException everyMapCan) {
            throw new IllegalStateException(everyMapCan);
        }
    }
}
