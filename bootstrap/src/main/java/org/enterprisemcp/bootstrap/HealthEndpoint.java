package org.enterprisemcp.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.health.HealthCheckType;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code /health} for people and balancers, and the three probes of a container platform. Everybody sees what a stranger may
 * know; operators see each check and its reason too. Helidon's own endpoint has one view for all, so this one stands before its
 * checks.
 */
final class HealthEndpoint implements HttpService {

    private final HealthChecks checks;
    private final boolean oauthConfigured;
    private final Predicate<ServerRequest> isOperator;
    private final Supplier<Map<String, Object>> facts;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * An endpoint that knows what it may tell.
     *
     * @param oauthConfigured whether this server is a client of the upstream's authorization server
     * @param isOperator who may see more than the status
     * @param facts what operators see beside the checks
     */
    HealthEndpoint(
            HealthChecks checks,
            boolean oauthConfigured,
            Predicate<ServerRequest> isOperator,
            Supplier<Map<String, Object>> facts) {
        this.checks = checks;
        this.oauthConfigured = oauthConfigured;
        this.isOperator = isOperator;
        this.facts = facts;
    }

    private record Answer(boolean up, Map<String, Object> body) {}

    @Override
    public void routing(HttpRules rules) {
        serve(rules, "/", this::health);
        serve(rules, "/live", _ -> probe(checks.up(HealthCheckType.LIVENESS)));
        serve(rules, "/ready", _ -> probe(checks.up(HealthCheckType.READINESS)));
        // Nobody can ask before the port serves.
        serve(rules, "/started", _ -> probe(true));
    }

    private static Answer probe(boolean up) {
        return new Answer(up, Map.of("status", up ? "UP" : "DOWN"));
    }

    private Answer health(ServerRequest request) {
        boolean up = checks.up(HealthCheckType.READINESS);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", up ? "UP" : "DOWN");
        body.put("version", Version.current());
        body.put("oauth_configured", oauthConfigured);
        if (isOperator.test(request)) {
            body.put("checks", checks.report());
            facts.get().forEach(body::putIfAbsent);
        }
        return new Answer(up, body);
    }

    private void serve(HttpRules rules, String path, Function<ServerRequest, Answer> answer) {
        rules.any(path, (request, response) -> {
            Method method = request.prologue().method();
            if (method.equals(Method.GET) || method.equals(Method.HEAD)) {
                send(request, response, answer.apply(request));
            } else {
                response.status(Status.METHOD_NOT_ALLOWED_405);
                response.header(HeaderNames.ALLOW, "GET, HEAD");
                response.header(HeaderNames.CONTENT_TYPE, "application/json");
                response.send(bytes(Map.of("error", "This page takes GET and HEAD only.")));
            }
        });
    }

    private void send(ServerRequest request, ServerResponse response, Answer answer) {
        response.status(answer.up() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send();
        } else {
            response.send(bytes(answer.body()));
        }
    }

    private byte[] bytes(Map<String, Object> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
