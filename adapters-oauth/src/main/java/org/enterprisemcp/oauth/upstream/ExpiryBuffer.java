package org.enterprisemcp.oauth.upstream;

import java.time.Duration;
import java.time.Instant;

/**
 * How long before its end a token counts as expired ({@code TOKEN_EXPIRY_BUFFER_SECS}): a call that begins with it must be able to end
 * with it. Never more than a fifth of its life, or a short-lived one would be renewed all the time.
 *
 * @param most how long at most
 */
public record ExpiryBuffer(Duration most) {

    private static final int LARGEST_SHARE = 5;

    /** Whether a token is still good for a call that begins now. */
    public boolean leavesTime(Instant issuedAt, Instant expiresAt, Instant now) {
        Duration share = Duration.between(issuedAt, expiresAt).dividedBy(LARGEST_SHARE);
        return now.isBefore(expiresAt.minus(most.compareTo(share) > 0 ? share : most));
    }
}
