package org.enterprisemcp.bootstrap;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * The door before pages for operators. A stranger is asked for the admin token where there is one; where nobody can sign in, the
 * pages are not there at all.
 */
final class OperatorDoor implements Handler {

    private final OperatorGuard guard;
    private final boolean anybodyCanSignIn;

    OperatorDoor(OperatorSettings settings) {
        this.guard = new OperatorGuard(settings);
        this.anybodyCanSignIn = settings.adminToken().isPresent();
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        if (guard.admits(request)) {
            response.next();
        } else if (anybodyCanSignIn) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"operators\"");
            refuse(response, Status.UNAUTHORIZED_401, "Operators send ADMIN_TOKEN as a bearer token.");
        } else {
            refuse(response, Status.NOT_FOUND_404, Application.NOTHING_HERE);
        }
    }

    private static void refuse(ServerResponse response, Status status, String sentence) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(("{\"error\":\"" + sentence + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
