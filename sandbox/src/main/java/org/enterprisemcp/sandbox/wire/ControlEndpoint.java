package org.enterprisemcp.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;

/**
 * What {@link SandboxControl} does, over HTTP and with a token of its own: {@code POST faults} with {@code {"kind": "reset-after",
 * "method": "POST", "path": "/v1/customers", "times": 1}}, {@code GET} and {@code DELETE faults}, {@code GET} and {@code DELETE
 * journal}, {@code POST concurrency} with {@code {"slots": 5}}, {@code GET clock}, {@code POST clock} with {@code {"advance":
 * "PT61M"}}, {@code POST reset}.
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
                .get("/faults", guarded(this::faults))
                .delete("/faults", guarded((request, response) -> done(response, control::heal)))
                .get("/journal", guarded(this::journal))
                .delete("/journal", guarded((request, response) -> done(response, control::clearJournal)))
                .post("/concurrency", guarded(this::limit))
                .get("/clock", guarded((request, response) -> time(response)))
                .post("/clock", guarded(this::advance))
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
            control.inject(FaultJson.read(body(request)));
            send(response, Reply.empty(204));
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            send(
                    response,
                    refusal(400, "kind must be one of Fault.Kind; times, probability and path_pattern be valid."));
        }
    }

    private void faults(ServerRequest request, ServerResponse response) {
        ArrayNode rules = json.createArrayNode();
        control.rules().forEach(rule -> rules.add(FaultJson.write(rule)));
        send(response, Reply.of(200, rules));
    }

    private void limit(ServerRequest request, ServerResponse response) throws IOException {
        try {
            control.limitConcurrency(body(request).path("slots").asInt(-1));
            send(response, Reply.empty(204));
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            send(response, refusal(400, "slots must be a whole number, 0 or more."));
        }
    }

    private void advance(ServerRequest request, ServerResponse response) throws IOException {
        try {
            control.advance(Duration.parse(body(request).path("advance").asText()));
            time(response);
        } catch (JsonProcessingException | DateTimeException wrong) {
            send(response, refusal(400, "advance must be an ISO duration such as PT61M."));
        }
    }

    private void time(ServerResponse response) {
        send(
                response,
                Reply.of(200, json.createObjectNode().put("now", control.now().toString())));
    }

    private void journal(ServerRequest request, ServerResponse response) {
        ArrayNode entries = json.createArrayNode();
        for (JournalEntry entry : control.journal()) {
            ObjectNode shown = entries.addObject()
                    .put("method", entry.method())
                    .put("path", entry.path())
                    .put("account", entry.account())
                    .put("credential", entry.credential())
                    .put("at", entry.at().toString());
            ObjectNode headers = shown.putObject("headers");
            entry.headers().forEach(headers::put);
        }
        send(response, Reply.of(200, entries));
    }

    private JsonNode body(ServerRequest request) throws IOException {
        return json.readTree(request.content().inputStream().readNBytes(MAX_BODY));
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
