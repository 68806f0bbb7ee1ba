package org.enterprisemcp.oauth.grant;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.grant.AuthorizationCodes.Redemption;
import org.enterprisemcp.oauth.grant.Grant.Rotation;
import org.enterprisemcp.oauth.key.Opaque;

/**
 * Gives tokens for codes and for refresh tokens. A refresh token is replaced each time it is used (RFC 9700 section 4.14.2). Clients
 * that ask twice at once, or whose first answer got lost, get the same answer again for a short while; whoever comes later with a
 * replaced token ends the whole family, for one of the two holders has stolen it.
 */
public final class TokenIssuance {

    private final Grants grants;
    private final AuthorizationCodes codes;
    private final AccessTokens accessTokens;
    private final Revocations revocations;
    private final UpstreamRenewal renewal;
    private final GrantOptions options;
    private final Clock clock;

    TokenIssuance(
            Grants grants,
            AuthorizationCodes codes,
            AccessTokens accessTokens,
            Revocations revocations,
            UpstreamRenewal renewal,
            GrantOptions options,
            Clock clock) {
        this.grants = grants;
        this.codes = codes;
        this.accessTokens = accessTokens;
        this.revocations = revocations;
        this.renewal = renewal;
        this.options = options;
        this.clock = clock;
    }

    /** The answer to a code, as JSON. */
    public String redeem(Redemption shown) {
        String grantId = codes.redeem(shown);
        Grant grant = grants.find(grantId).orElseThrow(() -> refused("the grant is gone"));
        Issue issue = issue(grant, grant.scopes());
        // A grant that a second try has ended meanwhile stays ended: what is given out then opens nothing.
        grants.change(
                grantId,
                found -> found.status() == Grant.Status.PENDING
                        ? found.with(new Rotation(issue.refresh().hash(), "", 0, "", 1))
                        : found);
        grants.keepVault(grant);
        grants.observer().observed(GrantObserver.Event.ISSUED);
        return issue.json();
    }

    /**
     * The answer to a refresh token, as JSON.
     *
     * @param scopes what the new access token shall allow; empty for all that the user agreed to
     */
    public String refresh(String clientId, String token, Optional<List<String>> scopes) {
        RefreshToken shown = RefreshToken.parse(token).orElseThrow(() -> refused("no refresh token of ours"));
        while (true) {
            Grant grant = grants.find(shown.grantId())
                    .filter(found -> found.clientId().equals(clientId))
                    .orElseThrow(() -> refused("no grant of this client"));
            if (!grant.isGood()) {
                throw refused("the grant is " + grant.status());
            }
            Rotation rotation = grant.rotation();
            if (Opaque.same(shown.hash(), rotation.current())) {
                Optional<String> answer = rotated(grant, narrowed(grant, scopes));
                if (answer.isPresent()) {
                    return answer.get();
                }
            } else if (Opaque.same(shown.hash(), rotation.previous()) && withinGrace(rotation)) {
                return rotation.reply();
            } else {
                revocations.end(grant.id(), "refresh_reuse");
                throw refused("the refresh token was replaced before; its family has ended");
            }
        }
    }

    /** Replaces the refresh token; empty where somebody else was quicker. */
    private Optional<String> rotated(Grant grant, List<String> scopes) {
        renewal.keepUsable(grant.id());
        Issue issue = issue(grant, scopes);
        Rotation old = grant.rotation();
        Rotation next =
                new Rotation(issue.refresh().hash(), old.current(), clock.millis(), issue.json(), old.generation() + 1);
        boolean won = grants.change(
                        grant.id(), found -> found.isGood() && found.rotation().equals(old) ? found.with(next) : found)
                .filter(changed -> changed.rotation().equals(next))
                .isPresent();
        if (won) {
            grants.keepVault(grant);
            grants.observer().observed(GrantObserver.Event.REFRESHED);
        }
        return won ? Optional.of(issue.json()) : Optional.empty();
    }

    private boolean withinGrace(Rotation rotation) {
        return clock.millis() - rotation.rotatedAt() <= options.refreshGrace().toMillis();
    }

    private static List<String> narrowed(Grant grant, Optional<List<String>> scopes) {
        if (scopes.filter(wanted -> !grant.scopes().containsAll(wanted)).isPresent()) {
            throw new OAuthRefusal(OAuthError.INVALID_SCOPE, "scope may only be a part of what the user agreed to.");
        }
        return scopes.orElse(grant.scopes());
    }

    private record Issue(RefreshToken refresh, String json) {}

    private Issue issue(Grant grant, List<String> scopes) {
        RefreshToken refresh = RefreshToken.create(grant.id());
        TokenReply reply = new TokenReply(
                accessTokens.issue(grant, scopes),
                "Bearer",
                options.accessLifetime().toSeconds(),
                refresh.text(),
                String.join(" ", scopes));
        return new Issue(refresh, reply.json());
    }

    private OAuthRefusal refused(String reason) {
        grants.observer().observed(GrantObserver.Event.REFUSED);
        return new OAuthRefusal(
                OAuthError.INVALID_GRANT,
                "The code or refresh token is not good, or no longer; sign in again.",
                reason);
    }
}
