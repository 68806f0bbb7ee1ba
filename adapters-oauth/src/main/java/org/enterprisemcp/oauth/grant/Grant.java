package org.enterprisemcp.oauth.grant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.SignIn;

/**
 * What one login gave to one client: the family of all tokens that descend from it.
 *
 * @param id its name, which opens nothing
 * @param clientId whose it is
 * @param subject the user, under a name that says nothing about the upstream's
 * @param account the upstream account; empty where there is none
 * @param scopes what the user agreed to
 * @param resource what the tokens are good for (RFC 8707)
 * @param status whether it is good
 * @param rotation its refresh token
 * @param createdAt when the user signed in, in seconds since 1970
 */
record Grant(
        String id,
        String clientId,
        String subject,
        String account,
        List<String> scopes,
        String resource,
        Status status,
        Rotation rotation,
        long createdAt) {

    /** Whether a grant is good. */
    enum Status {
        /** The user has signed in, the client has not fetched its tokens yet. */
        PENDING,
        ACTIVE,
        /** The upstream no longer renews its token: the user must sign in again. */
        NEEDS_REAUTH,
        REVOKED
    }

    /**
     * A refresh token and the one before it, as hashes.
     *
     * @param current the hash of the one that is good
     * @param previous the hash of the one that it replaced
     * @param rotatedAt when it did, in milliseconds since 1970
     * @param reply what the client was answered then; who asks again within the grace gets the same
     * @param generation how often it was replaced
     */
    record Rotation(String current, String previous, long rotatedAt, String reply, int generation) {
        static final Rotation NONE = new Rotation("", "", 0, "", 0);
    }

    Grant {
        scopes = List.copyOf(scopes);
    }

    Grant with(Status changed) {
        return new Grant(id, clientId, subject, account, scopes, resource, changed, rotation, createdAt);
    }

    Grant with(Rotation changed) {
        return new Grant(id, clientId, subject, account, scopes, resource, Status.ACTIVE, changed, createdAt);
    }

    boolean isGood() {
        return status == Status.ACTIVE;
    }

    Optional<AccountId> upstreamAccount() {
        return account.isEmpty() ? Optional.empty() : Optional.of(new AccountId(account));
    }

    /** Whoever shows a token of this grant. */
    Caller caller(Set<Scope> tokenScopes) {
        return new Caller(subject, tokenScopes, upstreamAccount(), new SignIn.Granted(id));
    }

    Set<Scope> allowedScopes() {
        return scopes.stream().map(Scope::new).collect(Collectors.toUnmodifiableSet());
    }
}
