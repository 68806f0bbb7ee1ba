package org.enterprisemcp.oauth;

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

    /** A token is renewed before it expires, but never so early that a short-lived one would be renewed all the time. */
    private static final int LARGEST_SHARE = 5;

    /** Whether it is still good for a call that begins now. */
    boolean isFresh(Instant now, Duration buffer) {
        Duration most = lifetime.dividedBy(LARGEST_SHARE);
        Duration early = buffer.compareTo(most) > 0 ? most : buffer;
        return now.isBefore(issuedAt.plus(lifetime).minus(early));
    }
}
