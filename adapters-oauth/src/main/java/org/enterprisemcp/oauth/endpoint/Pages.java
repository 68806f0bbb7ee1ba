package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.client.Client;
import org.enterprisemcp.oauth.client.RedirectUris;

/**
 * The pages that people see. They run no script, load nothing and can be put into no frame; everything that a client chose is
 * escaped. There is no {@code form-action} in the policy: browsers apply it to all that the form redirects to, the upstream's login
 * and the client too.
 */
final class Pages {

    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName FRAMES = HeaderNames.create("X-Frame-Options");
    private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");
    private static final HeaderName OPENER = HeaderNames.create("Cross-Origin-Opener-Policy");
    private static final HeaderName HSTS = HeaderNames.create("Strict-Transport-Security");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private final String server;
    private final String upstream;
    private final ServerUrls urls;
    private final String consent = resource("consent.html");
    private final String problem = resource("problem.html");
    private final String style = resource("style.css");
    private final String policy;

    /**
     * @param server the server's name for people
     * @param upstream the upstream's
     */
    Pages(String server, String upstream, ServerUrls urls) {
        this.server = server;
        this.upstream = upstream;
        this.urls = urls;
        this.policy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";
    }

    void consent(ServerResponse response, Client client, Transaction transaction, String sealed, String proof) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("server", escaped(server));
        words.put("style", style);
        words.put("client", escaped(client.name()));
        words.put("mark", escaped(mark(client.origin())));
        words.put("upstream", escaped(upstream));
        words.put("host", escaped(host(transaction.redirectUri())));
        words.put("warning", warning(transaction.redirectUri()));
        words.put(
                "scopes",
                transaction.scopes().stream()
                        .map(scope -> "<li>" + escaped(inWords(scope)) + "</li>")
                        .collect(Collectors.joining("\n")));
        words.put("action", escaped(urls.endpoint("consent")));
        words.put("transaction", escaped(sealed));
        words.put("proof", escaped(proof));
        // Not no-referrer: browsers would send "Origin: null" with the form.
        send(response, 200, filled(consent, words), "same-origin");
    }

    void problem(ServerResponse response, int status, String sentence) {
        Map<String, String> words = Map.of("server", escaped(server), "style", style, "problem", escaped(sentence));
        send(response, status, filled(problem, words), "no-referrer");
    }

    private static String mark(Client.Origin origin) {
        return switch (origin) {
            case Client.Origin.Configured configured -> "";
            case Client.Origin.Registered registered -> "(unverified name)";
            case Client.Origin.Document(String host) -> "(from " + host + ")";
        };
    }

    private static String host(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getHost() == null ? uri.getScheme() + ":// (an application on this device)" : uri.getHost();
    }

    private static String warning(String redirectUri) {
        return RedirectUris.isLoopback(redirectUri)
                ? "<p class=\"note\">The answer goes to a program on this computer. Any program here could have asked.</p>"
                : "";
    }

    private String inWords(String scope) {
        if (scope.equals(Scope.READ.value())) {
            return "read records and run queries in " + upstream;
        }
        if (scope.equals(Scope.WRITE.value())) {
            return "create and change records in " + upstream;
        }
        return scope.equals(Scope.DELETE.value()) ? "delete records in " + upstream : scope;
    }

    private void send(ServerResponse response, int status, String page, String referrer) {
        response.status(Status.create(status));
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(Answers.NOSNIFF, "nosniff");
        response.header(POLICY, policy);
        response.header(FRAMES, "DENY");
        response.header(REFERRER, referrer);
        response.header(OPENER, "same-origin");
        if (urls.isHttps()) {
            response.header(HSTS, "max-age=31536000");
        }
        response.send(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String filled(String page, Map<String, String> words) {
        return PLACE.matcher(page)
                .replaceAll(place -> Matcher.quoteReplacement(words.getOrDefault(place.group(1), "")));
    }

    /** Text as HTML, in elements and in quoted attributes. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
