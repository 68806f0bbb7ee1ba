package org.enterprisemcp.mcp.transport;

import io.helidon.webserver.http.ServerRequest;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;

/**
 * Who calls, and what becomes of callers who may not do what they ask for.
 *
 * @param callers who sends a request; it has been let in when this endpoint sees it
 * @param challenge the {@code WWW-Authenticate} header for a caller who would need these scopes
 */
public record Access(Function<ServerRequest, Caller> callers, Function<Set<Scope>, String> challenge) {

    public Access {
        Objects.requireNonNull(callers, "callers");
        Objects.requireNonNull(challenge, "challenge");
    }

    /** Everybody who can reach the server may do everything. */
    public static Access open() {
        return new Access(request -> Caller.anonymous(), needed -> "Bearer");
    }
}
