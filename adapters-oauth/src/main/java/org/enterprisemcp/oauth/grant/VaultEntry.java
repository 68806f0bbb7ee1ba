package org.enterprisemcp.oauth.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamSession;
import org.enterprisemcp.domain.token.UpstreamToken.Bearer;
import org.enterprisemcp.oauth.upstream.ExpiryBuffer;
import org.enterprisemcp.oauth.upstream.TokenResponse;

/**
 * The upstream's tokens of one grant. It is sealed before it goes anywhere.
 *
 * @param access the access token
 * @param refresh the refresh token; empty where the upstream gave none
 * @param issuedAt when the access token was asked for, in seconds since 1970
 * @param expiresAt when it ends
 * @param refreshExpiresAt when the refresh token ends, 0 where nobody told
 * @param identity as whom the user is signed in there
 */
record VaultEntry(
        String access,
        String refresh,
        long issuedAt,
        long expiresAt,
        long refreshExpiresAt,
        Map<String, String> identity) {

    VaultEntry {
        identity = Map.copyOf(identity);
    }

    static VaultEntry of(TokenResponse tokens, Instant askedAt, Map<String, String> identity) {
        return new VaultEntry(
                tokens.accessToken().reveal(),
                tokens.refreshToken().map(Secret::reveal).orElse(""),
                askedAt.getEpochSecond(),
                askedAt.plus(tokens.lifetime()).getEpochSecond(),
                tokens.refreshLifetime()
                        .map(life -> askedAt.plus(life).getEpochSecond())
                        .orElse(0L),
                identity);
    }

    /** The same after a renewal; an upstream that sends no new refresh token means that the old one stays good. */
    VaultEntry renewed(TokenResponse tokens, Instant askedAt) {
        VaultEntry fresh = of(tokens, askedAt, identity);
        return fresh.refresh.isEmpty()
                ? new VaultEntry(fresh.access, refresh, fresh.issuedAt, fresh.expiresAt, refreshExpiresAt, identity)
                : fresh;
    }

    /** Whether a call that begins now may still use it, with time to spare. */
    boolean isFresh(Instant now, Duration buffer) {
        return new ExpiryBuffer(buffer)
                .leavesTime(Instant.ofEpochSecond(issuedAt), Instant.ofEpochSecond(expiresAt), now);
    }

    /** Whether the upstream would still take it. */
    boolean isValid(Instant now) {
        return now.getEpochSecond() < expiresAt;
    }

    Bearer token() {
        return new Bearer(new Secret(access));
    }

    Optional<Secret> refreshToken() {
        return refresh.isEmpty() ? Optional.empty() : Optional.of(new Secret(refresh));
    }

    UpstreamSession session() {
        return new UpstreamSession(
                Optional.of(Instant.ofEpochSecond(expiresAt)),
                refreshExpiresAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(refreshExpiresAt)),
                new Fields(Map.copyOf(identity)));
    }
}
