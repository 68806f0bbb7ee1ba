package org.enterprisemcp.bootstrap.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET /}: the page for people. A stranger sees what is public anyway; operators see what is configured, and charts. Whoever
 * takes JSON and no HTML gets the short form of it as JSON.
 */
public final class StatusPage {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final PageFacts facts;
    private final Function<ServerRequest, Optional<String>> operators;
    private final PageView view;
    private final List<Asset> assets;
    private final ObjectMapper json = new ObjectMapper();

    /** @param operators who asks, where it is an operator */
    public StatusPage(PageFacts facts, Function<ServerRequest, Optional<String>> operators) {
        this.facts = facts;
        this.operators = operators;
        Asset style = Asset.of("status", ".css", "text/css; charset=utf-8");
        Asset script = Asset.of("status", ".js", "text/javascript; charset=utf-8");
        Asset icon = Asset.of("icon", ".svg", "image/svg+xml");
        this.assets = List.of(style, script, icon);
        this.view = new PageView(facts, style, script, icon);
    }

    /** Registers it at the root and, for gateways that keep the path, under the path of the base URL. */
    public void register(HttpRouting.Builder routing) {
        new LinkedHashSet<>(List.of("/", facts.path() + "/", facts.path().isEmpty() ? "/" : facts.path()))
                .forEach(path ->
                        routing.get(path, this::show).head(path, this::show).any(path, this::refuseMethod));
        for (Asset asset : assets) {
            new LinkedHashSet<>(List.of("", facts.path()))
                    .forEach(prefix -> routing.get(
                                    prefix + asset.path(), (request, response) -> send(request, response, asset))
                            .head(prefix + asset.path(), (request, response) -> send(request, response, asset))
                            .any(prefix + asset.path(), this::refuseMethod));
        }
    }

    private void show(ServerRequest request, ServerResponse response) {
        guardHeaders(response);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.VARY, "Accept");
        if (takesJsonOnly(request)) {
            send(request, response, "application/json", json(shortForm()));
        } else {
            String page = view.page(operators.apply(request)).markup();
            send(request, response, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean takesJsonOnly(ServerRequest request) {
        String accept = request.headers().value(HeaderNames.ACCEPT).orElse("").toLowerCase(Locale.ROOT);
        return accept.contains("application/json") && !accept.contains("text/html");
    }

    private Map<String, Object> shortForm() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", facts.server());
        shown.put("status", facts.ready().getAsBoolean() ? "UP" : "DOWN");
        shown.put("version", facts.version());
        shown.put("uptime_seconds", facts.uptime().get().toSeconds());
        shown.put("mcp", facts.baseUrl().get() + "/mcp");
        return shown;
    }

    private void refuseMethod(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ALLOW, "GET, HEAD");
        send(
                response,
                Status.METHOD_NOT_ALLOWED_405,
                "application/json",
                json(Map.of("error", "This page takes GET and HEAD only; MCP is at /mcp.")));
    }

    private void guardHeaders(ServerResponse response) {
        header(response, "Content-Security-Policy", POLICY);
        header(response, "X-Content-Type-Options", "nosniff");
        header(response, "X-Frame-Options", "DENY");
        header(response, "Referrer-Policy", "no-referrer");
        header(response, "Cross-Origin-Opener-Policy", "same-origin");
        header(response, "Cross-Origin-Resource-Policy", "same-origin");
        header(response, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        if (facts.baseUrl().get().startsWith("https:")) {
            header(response, "Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static void header(ServerResponse response, String name, String value) {
        response.header(HeaderNames.create(name), value);
    }

    private void send(ServerRequest request, ServerResponse response, Asset asset) {
        guardHeaders(response);
        response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
        send(request, response, asset.type(), asset.content().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(ServerResponse response, Status status, String type, byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(body);
    }

    /** The web server would send the body after HEAD, too. */
    private static void send(ServerRequest request, ServerResponse response, String type, byte[] body) {
        boolean head = request.prologue().method().equals(Method.HEAD);
        send(response, Status.OK_200, type, head ? new byte[0] : body);
    }

    private byte[] json(Map<String, ?> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
