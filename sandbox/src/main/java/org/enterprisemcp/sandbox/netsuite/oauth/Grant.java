package org.enterprisemcp.sandbox.netsuite.oauth;

import java.time.Instant;
import java.util.Set;

/**
 * What a user, or a certificate, has given to a client.
 *
 * @param id unguessable; its tokens carry it
 * @param account where it is good
 * @param role whom the client acts as
 * @param client who holds it
 * @param scopes what for
 * @param begun when it was given
 */
record Grant(String id, Account account, Account.Role role, OAuthClient client, Set<String> scopes, Instant begun) {

    Grant {
        scopes = Set.copyOf(scopes);
    }

    static Grant of(Account account, Account.Role role, OAuthClient client, Set<String> scopes, Instant begun) {
        return new Grant(Unguessable.hex(), account, role, client, scopes, begun);
    }

    /** The same grant without a purpose: what a refresh token says, so that it never passes as an access token. */
    Grant withoutScopes() {
        return new Grant(id, account, role, client, Set.of(), begun);
    }
}
