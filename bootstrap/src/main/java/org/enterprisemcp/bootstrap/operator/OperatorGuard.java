package org.enterprisemcp.bootstrap.operator;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.OperatorSettings;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.Secret;

/**
 * Whether a request comes from an operator: by the admin token, or because it comes from this machine and nothing speaks against
 * it. Behind a proxy every request comes from this machine, and a page of another site can make a browser send one; so a
 * forwarding header, a name of another machine or a foreign origin makes a stranger of it.
 */
final class OperatorGuard {

    private static final String BEARER = "bearer ";

    private final Optional<Secret> adminToken;
    private final boolean onlyThisMachine;

    OperatorGuard(OperatorSettings settings) {
        this.adminToken = settings.adminToken();
        this.onlyThisMachine = settings.onlyThisMachine();
    }

    /** Whether whoever asks is an operator; a wrong token is never made good by where it comes from. */
    boolean admits(ServerRequest request) {
        return carriesAuthorization(request) ? hasAdminToken(request) : isThisMachine(request);
    }

    /** Whether the request proves something, rightly or not. */
    static boolean carriesAuthorization(ServerRequest request) {
        return request.headers().contains(HeaderNames.AUTHORIZATION);
    }

    private boolean hasAdminToken(ServerRequest request) {
        List<String> values = values(request, HeaderNames.AUTHORIZATION);
        String value = values.getFirst();
        boolean bearer = values.size() == 1 && value.toLowerCase(Locale.ROOT).startsWith(BEARER);
        byte[] given = (bearer ? value.substring(BEARER.length()).strip() : "").getBytes(StandardCharsets.UTF_8);
        return adminToken
                .map(token -> MessageDigest.isEqual(token.reveal().getBytes(StandardCharsets.UTF_8), given))
                .orElse(false);
    }

    private boolean isThisMachine(ServerRequest request) {
        return onlyThisMachine
                && BaseUrl.isLoopback(
                        withoutPort(Optional.ofNullable(request.authority()).orElse("")))
                && request.headers().stream()
                        .noneMatch(header -> tellsOfAProxy(header.headerName().lowerCase()))
                && comesFromNoForeignPage(request);
    }

    /** Whether no page of another site sent it: a browser tells the origin with every request that could change something. */
    static boolean comesFromNoForeignPage(ServerRequest request) {
        if (followsALink(request)) {
            return true;
        }
        String self = Optional.ofNullable(request.authority()).orElse("").toLowerCase(Locale.ROOT);
        return values(request, HeaderNames.ORIGIN).stream()
                        .allMatch(origin -> authorityOf(origin).equals(self))
                && values(request, HeaderNames.create("Sec-Fetch-Site")).stream()
                        .allMatch(site -> site.equals("same-origin") || site.equals("none"));
    }

    /** A link, or the way back from a login: the browser shows the answer to its user, and no page of another site can read it. */
    private static boolean followsALink(ServerRequest request) {
        return request.prologue().method().equals(Method.GET)
                && !request.headers().contains(HeaderNames.ORIGIN)
                && values(request, HeaderNames.create("Sec-Fetch-Mode")).equals(List.of("navigate"))
                && values(request, HeaderNames.create("Sec-Fetch-Dest")).equals(List.of("document"));
    }

    private static boolean tellsOfAProxy(String name) {
        return name.equals("forwarded") || name.startsWith("x-forwarded-");
    }

    static List<String> values(ServerRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().get(name).allValues() : List.of();
    }

    private static String authorityOf(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getRawAuthority())
                    .orElse("null")
                    .toLowerCase(Locale.ROOT);
        } catch (URISyntaxException notAnOrigin) {
            return "null";
        }
    }

    private static String withoutPort(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    }
}
