package org.enterprisemcp.domain.token;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.target.AccountId;

/**
 * Who makes a call. It travels as an explicit argument from the socket to the upstream, never in a thread or a static.
 *
 * @param principal a stable name of the person or program, unique within this server
 * @param scopes what the caller may do here
 * @param account the upstream account of the caller's own grant; empty where the server's own credential is used
 * @param signIn by what the caller is signed in
 */
public record Caller(String principal, Set<Scope> scopes, Optional<AccountId> account, SignIn signIn) {

    private static final Caller ANONYMOUS = new Caller("anonymous", Scope.ALL, Optional.empty(), new SignIn.None());

    public Caller {
        Objects.requireNonNull(principal, "principal");
        scopes = Set.copyOf(scopes);
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(signIn, "signIn");
    }

    /** Whoever can reach a server that asks nobody to sign in: the user of stdio, or of a loopback address. */
    public static Caller anonymous() {
        return ANONYMOUS;
    }
}
