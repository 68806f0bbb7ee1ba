package org.enterprisemcp.bootstrap.operator;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.OperatorSettings;

/**
 * The door before pages for operators. A stranger is asked for the admin token where there is one; where nobody can sign in, the
 * pages are not there at all.
 */
public final class OperatorDoor implements Handler {

    private final OperatorGuard guard;
    private final boolean hasAdminToken;
    private final Optional<OperatorLogin> login;
    private final Handler nothingHere;

    /**
     * @param login how operators sign in with a browser; empty where they cannot
     * @param nothingHere what answers where nobody can sign in
     */
    public OperatorDoor(OperatorSettings settings, Optional<OperatorLogin> login, Handler nothingHere) {
        this.guard = new OperatorGuard(settings);
        this.hasAdminToken = settings.adminToken().isPresent();
        this.login = login;
        this.nothingHere = nothingHere;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        if (guard.admits(request) || isSignedIn(request)) {
            response.next();
        } else if (login.isPresent() && isABrowserThatLooksAtAPage(request)) {
            login.get().send(request, response);
        } else if (hasAdminToken || login.isPresent()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"operators\"");
            refuse(
                    response,
                    Status.UNAUTHORIZED_401,
                    "Operators send ADMIN_TOKEN as a bearer token, or sign in with a browser.");
        } else {
            nothingHere.handle(request, response);
        }
    }

    /**
     * Who asks, if it is an operator, for pages that everybody may see a part of. Without a cookie there is nothing to ask the
     * provider about: probes must not wait for it.
     */
    public Optional<String> operator(ServerRequest request) {
        if (guard.admits(request)) {
            return Optional.of(
                    OperatorGuard.carriesAuthorization(request) ? "by the admin token" : "you are on its machine");
        }
        return login.filter(_ -> request.headers().contains(HeaderNames.COOKIE) && mayBeSignedIn(request))
                .flatMap(way -> way.user(request))
                .map(name -> "signed in as " + name);
    }

    /** A cookie comes along with whatever a page of another site makes the browser send; such a page is nobody's operator. */
    private boolean isSignedIn(ServerRequest request) {
        return login.isPresent() && mayBeSignedIn(request) && login.get().admits(request);
    }

    private static boolean mayBeSignedIn(ServerRequest request) {
        return !OperatorGuard.carriesAuthorization(request) && OperatorGuard.comesFromNoForeignPage(request);
    }

    private static boolean isABrowserThatLooksAtAPage(ServerRequest request) {
        return request.prologue().method().equals(Method.GET)
                && !OperatorGuard.carriesAuthorization(request)
                && request.headers().value(HeaderNames.ACCEPT).orElse("").contains("text/html");
    }

    private static void refuse(ServerResponse response, Status status, String sentence) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(("{\"error\":\"" + sentence + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
