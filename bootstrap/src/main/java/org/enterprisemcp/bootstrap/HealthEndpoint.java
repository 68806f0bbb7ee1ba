package org.enterprisemcp.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /health} for people and balancers, and the three probes of a container platform. It tells nothing that a stranger
 * may not know, and it never calls the upstream: an upstream outage is no reason to restart this server.
 */
final class HealthEndpoint implements HttpService {

    private final BooleanSupplier ready;
    private final boolean oauthConfigured;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * An endpoint that knows what it may tell.
     *
     * @param ready whether new calls are welcome
     * @param oauthConfigured whether this server is a client of the upstream's authorization server
     */
    HealthEndpoint(BooleanSupplier ready, boolean oauthConfigured) {
        this.ready = ready;
        this.oauthConfigured = oauthConfigured;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> send(response, ready.getAsBoolean(), details()))
                .get("/live", (request, response) -> send(response, true, Map.of("status", "UP")))
                .get("/started", (request, response) -> send(response, true, Map.of("status", "UP")))
                .get("/ready", (request, response) -> send(response, ready.getAsBoolean(), status()));
    }

    private Map<String, Object> status() {
        return Map.of("status", ready.getAsBoolean() ? "UP" : "DOWN");
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>(status());
        details.put("version", Version.current());
        details.put("oauth_configured", oauthConfigured);
        return details;
    }

    private void send(ServerResponse response, boolean up, Map<String, Object> body) {
        response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        try {
            response.send(json.writeValueAsBytes(body));
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
