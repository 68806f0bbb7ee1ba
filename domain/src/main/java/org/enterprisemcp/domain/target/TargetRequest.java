package org.enterprisemcp.domain.target;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the caller would like a call to go; nothing is trusted until the policy has resolved it.
 *
 * @param accountId the {@code account_id} argument, where given
 * @param baseUrl the {@code base_url} argument, where given
 */
public record TargetRequest(Optional<String> accountId, Optional<String> baseUrl) {

    private static final TargetRequest UNSPECIFIED = new TargetRequest(Optional.empty(), Optional.empty());

    public TargetRequest {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(baseUrl, "baseUrl");
    }

    /** The server's default target. */
    public static TargetRequest unspecified() {
        return UNSPECIFIED;
    }
}
