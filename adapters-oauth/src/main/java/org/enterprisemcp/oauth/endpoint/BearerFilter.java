package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.BearerTokens;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who carries a good token (RFC 6750), and tells all others where they can get one (RFC 9728 section 5.1). The token is
 * taken from the header and from nowhere else.
 */
public final class BearerFilter implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);

    private static final HeaderName CHALLENGE = HeaderNames.create("WWW-Authenticate");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");
    private static final int LONGEST = 16 * 1024;

    private final BearerTokens tokens;
    private final String metadata;
    private final String where;

    /**
     * Lets in who shows a good token.
     *
     * @param metadata the URL of the protected resource's metadata
     * @param scopes what clients should ask for; empty to leave that to them
     */
    BearerFilter(BearerTokens tokens, String metadata, List<String> scopes) {
        this.tokens = tokens;
        this.metadata = metadata;
        this.where = "resource_metadata=\"" + metadata + "\""
                + (scopes.isEmpty() ? "" : ", scope=\"" + String.join(" ", scopes) + "\"");
    }

    /** Who sent a request that was let in. */
    public static Caller callerOf(ServerRequest request) {
        return request.context().get(Caller.class).orElseThrow();
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        // A browser asks first whether it may ask at all, and never shows a token with that.
        if (request.prologue().method().equals(Method.OPTIONS)) {
            response.next();
            return;
        }
        List<String> given = request.headers().contains(HeaderNames.AUTHORIZATION)
                ? request.headers().get(HeaderNames.AUTHORIZATION).allValues()
                : List.of();
        if (given.size() > 1 || (!given.isEmpty() && hasSecondToken(request))) {
            refuse(
                    response,
                    400,
                    "invalid_request",
                    "The token belongs into one Authorization header, and nowhere else.");
            return;
        }
        Optional<String> token = given.stream().findFirst().flatMap(BearerFilter::bearer);
        if (token.isEmpty()) {
            boolean tried = given.stream()
                    .anyMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("bearer"));
            if (tried) {
                refuse(response, 401, "invalid_token", "The access token is not good, or no longer.");
            } else {
                challenge(response);
            }
            return;
        }
        admit(request, response, token.get());
    }

    private void admit(ServerRequest request, ServerResponse response, String token) {
        try {
            request.context().register(tokens.callerOf(new Secret(token)));
        } catch (TokenValidation notGood) {
            LOG.debug("event=bearer_refused");
            refuse(response, 401, "invalid_token", notGood.safeMessage());
            return;
        } catch (StateStore.Unavailable down) {
            LOG.error("event=store_unavailable");
            response.header(HeaderNames.RETRY_AFTER, "5");
            send(response, 503, "temporarily_unavailable", "The server cannot look at its state; try again later.");
            return;
        } catch (Connection unreachable) {
            LOG.error("event=issuer_unreachable");
            response.header(HeaderNames.RETRY_AFTER, "30");
            send(response, 503, "temporarily_unavailable", "The token cannot be checked now; try again later.");
            return;
        }
        response.next();
    }

    private static Optional<String> bearer(String header) {
        Matcher bearer = BEARER.matcher(header);
        return header.length() <= LONGEST && bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    private static boolean hasSecondToken(ServerRequest request) {
        boolean form = request.headers().contains(HeaderNames.CONTENT_TYPE)
                && request.headers()
                        .get(HeaderNames.CONTENT_TYPE)
                        .get()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/x-www-form-urlencoded");
        return form || ("&" + request.query().rawValue()).contains("&access_token=");
    }

    /** The challenge for a caller whose token does not allow what was asked for (RFC 6750 section 3.1). */
    public String insufficientScope(Set<Scope> needed) {
        return "Bearer error=\"insufficient_scope\", error_description=\"The access token does not allow this.\", scope=\""
                + needed.stream().map(Scope::value).sorted().collect(Collectors.joining(" "))
                + "\", resource_metadata=\""
                + metadata + "\"";
    }

    /** Without a token there is no error yet: the client just learns how to get one. */
    private void challenge(ServerResponse response) {
        response.header(CHALLENGE, "Bearer " + where);
        send(response, 401, "unauthorized", "Sign in: " + metadata + " says where.");
    }

    private void refuse(ServerResponse response, int status, String error, String description) {
        response.header(
                CHALLENGE, "Bearer error=\"" + error + "\", error_description=\"" + description + "\", " + where);
        send(response, status, error, description);
    }

    private static void send(ServerResponse response, int status, String error, String description) {
        Cors.allowReading(response);
        response.status(Status.create(status));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
