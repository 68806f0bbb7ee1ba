package org.enterprisemcp.oauth.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.NoSession;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.domain.token.UpstreamSession;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.grant.Grant.Status;
import org.enterprisemcp.oauth.grant.LiveGrants.Live;

/** The upstream tokens of those who signed in through this server ({@code UPSTREAM_CREDENTIAL=grant}). */
final class GrantTokens implements UpstreamTokens {

    private static final String SIGN_IN = "Sign in: connect this server in your MCP client again.";
    private static final Duration NOT_TWICE_WITHIN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final LiveGrants live;
    private final Grants grants;
    private final UpstreamRenewal renewal;
    private final Duration buffer;
    private final Clock clock;

    /** When a grant's token was renewed because the upstream had refused it. */
    private final Cache<String, Instant> forced =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    GrantTokens(LiveGrants live, Grants grants, UpstreamRenewal renewal, Duration buffer, Clock clock) {
        this.live = live;
        this.grants = grants;
        this.renewal = renewal;
        this.buffer = buffer;
        this.clock = clock;
    }

    @Override
    public UpstreamToken forCaller(Caller caller, Target target) {
        VaultEntry entry = live(caller).vault().value();
        return entry.isFresh(clock.instant(), buffer) ? entry.token() : renewed(caller, entry, CallFacts.none());
    }

    /** The upstream refused a token that should be good: it is renewed once, and when the new one is refused too, no more. */
    @Override
    public UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts) {
        String grantId = grantId(caller);
        VaultEntry entry =
                grants.vault(grantId).map(StateSpace.Found::value).orElseThrow(() -> new TokenExpired(facts));
        if (!entry.token().equals(rejected)) {
            return entry.token();
        }
        Instant before = forced.getIfPresent(grantId);
        if (before != null && clock.instant().isBefore(before.plus(NOT_TWICE_WITHIN))) {
            grants.change(grantId, grant -> grant.isGood() ? grant.with(Status.NEEDS_REAUTH) : grant);
            throw new TokenExpired(facts);
        }
        forced.put(grantId, clock.instant());
        return switch (renewal.renew(grantId, entry)) {
            case UpstreamRenewal.Outcome.Renewed(var newer) -> newer.token();
            case UpstreamRenewal.Outcome.NeedsReauth ended -> throw new TokenExpired(facts);
            case UpstreamRenewal.Outcome.Unavailable unavailable -> throw unavailable(facts);
        };
    }

    @Override
    public Optional<UpstreamSession> session(Caller caller) {
        return caller.signIn() instanceof SignIn.Granted(String grantId)
                ? live.find(grantId).map(found -> found.vault().value().session())
                : Optional.empty();
    }

    private UpstreamToken renewed(Caller caller, VaultEntry entry, CallFacts facts) {
        return switch (renewal.renew(grantId(caller), entry)) {
            case UpstreamRenewal.Outcome.Renewed(var newer) -> newer.token();
            case UpstreamRenewal.Outcome.NeedsReauth ended -> throw new TokenExpired(facts);
            case UpstreamRenewal.Outcome.Unavailable unavailable -> {
                if (!entry.isValid(clock.instant())) {
                    throw unavailable(facts);
                }
                yield entry.token();
            }
        };
    }

    private Live live(Caller caller) {
        return live.find(grantId(caller)).orElseThrow(() -> new NoSession(SIGN_IN));
    }

    private static String grantId(Caller caller) {
        return switch (caller.signIn()) {
            case SignIn.Granted(String id) -> id;
            case SignIn.None nobody -> throw new NoSession(SIGN_IN);
            case SignIn.Presented presented -> throw new NoSession(SIGN_IN);
        };
    }

    private static Connection unavailable(CallFacts facts) {
        return new Connection(
                "The upstream's authorization server cannot be reached, so your access token could not be renewed.",
                facts);
    }
}
