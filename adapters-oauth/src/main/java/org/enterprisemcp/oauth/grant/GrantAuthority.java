package org.enterprisemcp.oauth.grant;

import java.time.Clock;
import org.enterprisemcp.domain.port.BearerTokens;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;

/**
 * All that has to do with grants, put together: the tokens that MCP clients get for them, and the upstream's tokens that they own.
 *
 * @param grants where a login becomes a grant
 * @param codes what a client gets for it first
 * @param issuance what it gets for that
 * @param revocations how it ends
 * @param bearerTokens who stands behind an access token
 * @param upstreamTokens what goes upstream for them
 */
public record GrantAuthority(
        Grants grants,
        AuthorizationCodes codes,
        TokenIssuance issuance,
        Revocations revocations,
        BearerTokens bearerTokens,
        UpstreamTokens upstreamTokens) {

    /**
     * Puts it together.
     *
     * @param store whose values are sealed before they leave this process
     * @param keys what signs access tokens
     */
    public static GrantAuthority of(
            StateStore store, KeyRing keys, UpstreamLogin upstream, GrantOptions options, Clock clock) {
        return of(store, keys, upstream, options, GrantObserver.none(), clock);
    }

    /**
     * Puts it together.
     *
     * @param store whose values are sealed before they leave this process
     * @param keys what signs access tokens
     * @param observer sees what becomes of grants
     */
    public static GrantAuthority of(
            StateStore store,
            KeyRing keys,
            UpstreamLogin upstream,
            GrantOptions options,
            GrantObserver observer,
            Clock clock) {
        Grants grants = new Grants(store, options, observer, clock);
        LiveGrants live = new LiveGrants(grants, options.cacheSize(), clock);
        AccessTokens accessTokens = new AccessTokens(keys, options, clock);
        Revocations revocations = new Revocations(grants, accessTokens, upstream);
        UpstreamRenewal renewal = new UpstreamRenewal(grants, upstream, options, clock);
        AuthorizationCodes codes = new AuthorizationCodes(store, revocations, clock);
        return new GrantAuthority(
                grants,
                codes,
                new TokenIssuance(grants, codes, accessTokens, revocations, renewal, options, clock),
                revocations,
                new GrantedAccess(accessTokens, live, options.cacheSize(), clock),
                new GrantTokens(live, grants, renewal, options.expiryBuffer(), clock));
    }
}
