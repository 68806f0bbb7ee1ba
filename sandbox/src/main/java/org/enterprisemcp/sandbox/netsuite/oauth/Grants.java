package org.enterprisemcp.sandbox.netsuite.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens that are alive (netsuite.md, 2). An access token works for 60 minutes; a refresh token of a confidential client for
 * seven days, unchanged; one of a public client once.
 */
final class Grants {

    private static final Duration ACCESS = Duration.ofMinutes(60);
    private static final int REFRESH_TOKENS = 10_000;
    private static final int REVOKED = 10_000;

    private final SignedTokens signed;
    private final Clock clock;
    private final Tickets<Grant> refreshable;
    private final Tickets<Boolean> revoked;

    Grants(SignedTokens signed, Clock clock) {
        this.signed = signed;
        this.clock = clock;
        this.refreshable = new Tickets<>(clock, REFRESH_TOKENS);
        this.revoked = new Tickets<>(clock, REVOKED);
    }

    /** A grant from now on, and its first tokens. */
    ObjectNode begin(Account account, Account.Role role, OAuthClient client, Set<String> scopes) {
        Grant grant = Grant.of(account, role, client, scopes, clock.instant());
        return switch (client.kind()) {
            case MACHINE -> accessOnly(grant);
            case CONFIDENTIAL, PUBLIC -> accessAndRefresh(grant);
        };
    }

    /** New tokens for a refresh token, which is used up if the client is a public one. */
    ObjectNode refresh(Account account, OAuthClient client, String refreshToken) throws OAuthRefusal {
        Grant grant = held(account, client, refreshToken);
        if (!client.isPublic()) {
            return accessOnly(grant);
        }
        return accessAndRefresh(refreshable.take(refreshToken).orElseThrow(OAuthRefusal::grant));
    }

    /** Ends a refresh token and the access tokens that came with it. One that is not known is no error (RFC 7009). */
    void revoke(Account account, OAuthClient client, String refreshToken) throws OAuthRefusal {
        if (refreshable.see(refreshToken).isPresent()) {
            Grant grant = held(account, client, refreshToken);
            refreshable.take(refreshToken);
            revoked.put(grant.id(), true, ACCESS);
        }
    }

    /** A bearer for anything REST, outside any login. */
    String bearer(Account account, Account.Role role, OAuthClient client) {
        Set<String> scopes = Set.of("restlets", Scopes.REST, "suite_analytics");
        return signed.sign(Grant.of(account, role, client, scopes, clock.instant()), ACCESS);
    }

    /** Whom a live access token of that account, and for that purpose, acts as. */
    Optional<Account.Role> role(Account account, String accessToken, String scope) {
        return signed.verify(account, accessToken)
                .filter(claims -> scopes(claims).contains(scope))
                .filter(claims -> revoked.see(grantOf(claims)).isEmpty())
                .flatMap(claims -> account.role(claims.getSubject().split(";", 2)[0]));
    }

    private Grant held(Account account, OAuthClient client, String refreshToken) throws OAuthRefusal {
        return refreshable
                .see(refreshToken)
                .filter(grant ->
                        grant.client().equals(client) && grant.account().equals(account))
                .orElseThrow(OAuthRefusal::grant);
    }

    private ObjectNode accessOnly(Grant grant) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", signed.sign(grant, ACCESS))
                .put("expires_in", ACCESS.toSeconds())
                .put("token_type", "bearer");
    }

    private ObjectNode accessAndRefresh(Grant grant) {
        Duration life = grant.client().kind().refreshable();
        String token = signed.sign(grant.withoutScopes(), life);
        refreshable.put(token, grant, life);
        return accessOnly(grant).put("refresh_token", token);
    }

    private static List<String> scopes(JWTClaimsSet claims) {
        try {
            return Optional.ofNullable(claims.getStringListClaim("scope")).orElse(List.of());
        } catch (ParseException noList) {
            return List.of();
        }
    }

    private static String grantOf(JWTClaimsSet claims) {
        return claims.getJWTID().split("\\.", 2)[0];
    }
}
