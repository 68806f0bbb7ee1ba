package org.enterprisemcp.bootstrap.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.enterprisemcp.bootstrap.log.RecentLogs;
import org.enterprisemcp.oauth.upstream.CredentialTest;
import org.enterprisemcp.oauth.upstream.CredentialTest.Attempt;

/**
 * The pages below {@code /debug}, for operators. What they show is named in them field by field; no token, code, state, cookie or
 * secret is within their reach.
 */
public final class DebugPages implements HttpService {

    private final OperatorDoor door;
    private final Supplier<Map<String, Object>> facts;
    private final Function<Optional<String>, Map<String, Object>> calls;
    private final RecentLogs logs;
    private final Optional<CredentialTest> credentialTest;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param facts what is shown of the running instance
     * @param calls the calls of the last minutes, of one tool or of all
     * @param credentialTest empty where this server is no OAuth client
     */
    public DebugPages(
            OperatorDoor door,
            Supplier<Map<String, Object>> facts,
            Function<Optional<String>, Map<String, Object>> calls,
            RecentLogs logs,
            Optional<CredentialTest> credentialTest) {
        this.door = door;
        this.facts = facts;
        this.calls = calls;
        this.logs = logs;
        this.credentialTest = credentialTest;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(DebugPages::guardHeaders, door)
                .get("/server-info", (_, response) -> send(response, Status.OK_200, facts.get()))
                .get("/calls", this::showCalls)
                .get("/sign-in", (_, response) -> sendToThePage(response))
                .get("/logs", this::showLogs)
                .post("/token-test", this::testToken)
                .any("/server-info", (_, response) -> refuseMethod(response, "GET"))
                .any("/calls", (_, response) -> refuseMethod(response, "GET"))
                .any("/sign-in", (_, response) -> refuseMethod(response, "GET"))
                .any("/logs", (_, response) -> refuseMethod(response, "GET"))
                .any("/token-test", (_, response) -> refuseMethod(response, "POST"));
    }

    private static void guardHeaders(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.header(HeaderNames.create("X-Frame-Options"), "DENY");
        response.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
        response.next();
    }

    private void showCalls(ServerRequest request, ServerResponse response) {
        Optional<String> tool = request.query().first("tool").asOptional().filter(name -> !name.isEmpty());
        if (tool.filter(name -> !name.matches("[a-z_]{1,64}")).isPresent()) {
            send(
                    response,
                    Status.BAD_REQUEST_400,
                    Map.of("error", "tool must be the name of a tool, such as get_record"));
            return;
        }
        send(response, Status.OK_200, calls.apply(tool));
    }

    /** Whoever comes here has signed in on the way. */
    private static void sendToThePage(ServerResponse response) {
        response.header(HeaderNames.LOCATION, "../");
        response.status(Status.SEE_OTHER_303).send();
    }

    private void showLogs(ServerRequest request, ServerResponse response) {
        Optional<String> room = request.query().first("filter").asOptional();
        if (room.filter(name -> !name.matches("[A-Za-z.]{1,64}")).isPresent()) {
            send(response, Status.BAD_REQUEST_400, Map.of("error", "filter must be the name of a room, such as oauth"));
            return;
        }
        send(response, Status.OK_200, Map.of("capacity", RecentLogs.CAPACITY, "events", logs.events(room)));
    }

    private void testToken(ServerRequest request, ServerResponse response) {
        if (credentialTest.isEmpty()) {
            send(
                    response,
                    Status.CONFLICT_409,
                    Map.of("error", "There is nothing to test: UPSTREAM_OAUTH_CLIENT_ID and its secret are not set."));
            return;
        }
        switch (credentialTest.get().run()) {
            case CredentialTest.TooSoon(long seconds) -> {
                response.header(HeaderNames.RETRY_AFTER, String.valueOf(seconds));
                send(
                        response,
                        Status.TOO_MANY_REQUESTS_429,
                        Map.of("error", "Once per minute only: some upstreams lock a client that fails too often."));
            }
            case CredentialTest.Done(var attempts) ->
                send(
                        response,
                        Status.OK_200,
                        Map.of(
                                "attempts",
                                attempts.stream().map(DebugPages::shown).toList(),
                                "meaning",
                                "invalid_grant: the credentials are good. invalid_client: they are not, or not by this method."));
        }
    }

    private static Map<String, Object> shown(Attempt attempt) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("method", attempt.method());
        shown.put("status", boxed(attempt.status()).map(Object.class::cast).orElse("no answer"));
        attempt.error().ifPresent(error -> shown.put("error", error));
        attempt.explanation().ifPresent(explanation -> shown.put("explanation", explanation));
        shown.put("ms", attempt.millis());
        return shown;
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private void refuseMethod(ServerResponse response, String allowed) {
        response.header(HeaderNames.ALLOW, allowed);
        send(response, Status.METHOD_NOT_ALLOWED_405, Map.of("error", "This page takes " + allowed + " only."));
    }

    private void send(ServerResponse response, Status status, Map<String, ?> body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        try {
            response.send(json.writeValueAsBytes(body));
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
