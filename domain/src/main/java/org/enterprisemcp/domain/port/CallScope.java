package org.enterprisemcp.domain.port;

import java.time.Instant;
import java.util.Objects;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.UpstreamToken;

/**
 * Everything that an adapter needs to know of the call around its own request.
 *
 * @param target where to, already allowed
 * @param token what to show there
 * @param deadline when the whole tool call must be over; no attempt may begin that could not end before it
 */
public record CallScope(Target target, UpstreamToken token, Instant deadline) {

    public CallScope {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(deadline, "deadline");
    }
}
