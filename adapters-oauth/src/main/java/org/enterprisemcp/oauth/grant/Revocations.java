package org.enterprisemcp.oauth.grant;

import java.util.Optional;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends grants here and at the upstream (RFC 7009). Here they end at once; the upstream is told in the background. */
public final class Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final Grants grants;
    private final AccessTokens accessTokens;
    private final UpstreamLogin upstream;

    Revocations(Grants grants, AccessTokens accessTokens, UpstreamLogin upstream) {
        this.grants = grants;
        this.accessTokens = accessTokens;
        this.upstream = upstream;
    }

    /** Ends what a token of a client descends from; a token that is unknown or another client's changes nothing. */
    public void revoke(String clientId, String token) {
        Optional<String> grantId = RefreshToken.parse(token)
                .map(RefreshToken::grantId)
                .or(() -> accessTokens.verify(token).map(AccessTokens.Claims::grantId));
        grantId.flatMap(grants::find)
                .filter(grant -> grant.clientId().equals(clientId))
                .filter(grant -> RefreshToken.parse(token)
                        .map(refresh -> refresh.isOf(grant))
                        .orElse(true))
                .ifPresent(grant -> end(grant.id(), "revoked_by_client"));
    }

    /** Ends a grant for a reason that the log names. */
    void end(String grantId, String reason) {
        Optional<Grant> grant = grants.find(grantId);
        Optional<VaultEntry> owned = grants.revoke(grantId);
        grant.ifPresent(ended -> {
            grants.observer().observed(GrantObserver.Event.REVOKED);
            LOG.warn("event=grant_ended reason={} subject={}", reason, ended.subject());
            owned.flatMap(VaultEntry::refreshToken)
                    .ifPresent(refresh -> Thread.ofVirtual()
                            .name("upstream-revocation")
                            .start(() -> LOG.info(
                                    "event=upstream_revocation done={}",
                                    upstream.revoke(ended.upstreamAccount(), refresh))));
        });
    }
}
