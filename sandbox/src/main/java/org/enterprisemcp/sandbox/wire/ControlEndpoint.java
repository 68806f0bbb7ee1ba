package org.enterprisemcp.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /control}: what {@link SandboxControl} does, over HTTP and with a token of its own. {@code POST faults} with
 * {@code {"kind": "reset-after", "method": "POST", "path": "/v1/customers", "times": 1}}, {@code DELETE faults},
 * {@code GET journal}, {@code DELETE journal}, {@code POST reset}.
 */
public final class ControlEndpoint implements HttpService {

    private static final int MAX_BODY = 64 * 1_024;

    private final SandboxControl control;
    private final String token;
    private final ObjectMapper json = new ObjectMapper();

    /** @param token the bearer token that it lets in */
    public ControlEndpoint(SandboxControl control, String token) {
        this.control = control;
        this.token = token;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/faults", guarded(this::inject))
                .delete("/faults", guarded((request, response) -> done(response, control::heal)))
                .get("/journal", guarded(this::journal))
                .delete("/journal", guarded((request, response) -> done(response, control::clearJournal)))
                .post("/reset", guarded((request, response) -> done(response, control::reset)));
    }

    private Handler guarded(Handler handler) {
        return (request, response) -> {
            if (request.headers()
                    .first(HeaderNames.AUTHORIZATION)
                    .filter(("Bearer " + token)::equals)
                    .isPresent()) {
                handler.handle(request, response);
            } else {
                send(response, refusal(401, "The control token is missing or wrong."));
            }
        };
    }

    private void inject(ServerRequest request, ServerResponse response) throws IOException {
        try {
            control.inject(fault(json.readTree(request.content().inputStream().readNBytes(MAX_BODY))));
            send(response, Reply.empty(204));
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            send(response, refusal(400, "kind, method and path are needed; see the kinds of Fault."));
        }
    }

    private static Fault fault(JsonNode asked) {
        Map<String, String> headers = new LinkedHashMap<>();
        asked.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        String kind = asked.path("kind").asText().replace('-', '_').toUpperCase(Locale.ROOT);
        return new Fault(
                asked.path("method").asText("GET"),
                asked.path("path").asText("/v1/"),
                Math.max(1, asked.path("times").asInt(1)),
                Fault.Kind.valueOf(kind),
                asked.path("status").asInt(503),
                headers,
                asked.path("body").asText(""),
                asked.path("millis").asLong(0));
    }

    private void journal(ServerRequest request, ServerResponse response) {
        ArrayNode entries = json.createArrayNode();
        control.journal()
                .forEach(entry -> entries.addObject()
                        .put("method", entry.method())
                        .put("path", entry.path())
                        .put("at", entry.at().toString()));
        send(response, Reply.of(200, entries));
    }

    private static void done(ServerResponse response, Runnable change) {
        change.run();
        send(response, Reply.empty(204));
    }

    private static Reply refusal(int status, String message) {
        return Reply.of(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    private static void send(ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(reply.body());
    }
}
