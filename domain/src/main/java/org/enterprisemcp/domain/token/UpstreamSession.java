package org.enterprisemcp.domain.token;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.record.Fields;

/**
 * How a caller is signed in at the upstream.
 *
 * @param accessExpiresAt when the access token ends; it is renewed before
 * @param refreshExpiresAt when it can no longer be renewed and the caller must sign in again; empty where nobody told
 * @param identity as whom, by snake_case name: {@code role}, {@code entity}
 */
public record UpstreamSession(Optional<Instant> accessExpiresAt, Optional<Instant> refreshExpiresAt, Fields identity) {

    public UpstreamSession {
        Objects.requireNonNull(accessExpiresAt, "accessExpiresAt");
        Objects.requireNonNull(refreshExpiresAt, "refreshExpiresAt");
        Objects.requireNonNull(identity, "identity");
    }
}
