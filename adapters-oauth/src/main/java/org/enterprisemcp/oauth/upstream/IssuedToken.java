package org.enterprisemcp.oauth.upstream;

import java.time.Duration;
import java.time.Instant;
import org.enterprisemcp.domain.token.UpstreamToken.Bearer;

/**
 * An access token as the upstream issued it.
 *
 * @param token the token
 * @param issuedAt when it was asked for
 * @param lifetime how long it is good
 */
record IssuedToken(Bearer token, Instant issuedAt, Duration lifetime) {

    /** Whether it is still good for a call that begins now. */
    boolean isFresh(Instant now, Duration buffer) {
        return new ExpiryBuffer(buffer).leavesTime(issuedAt, issuedAt.plus(lifetime), now);
    }
}
