package org.enterprisemcp.sandbox.netsuite.oauth;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/**
 * The OAuth 2.0 side of the sandbox's accounts (netsuite.md, 2): the pages of a login, the token, revocation and key endpoints,
 * and the check of the tokens that they gave. Three clients: a confidential one, a public one, and one without a user.
 */
public final class OAuthFace {

    private static final String TOKEN_PATH = "auth/oauth2/v1/token";

    private final List<Account> accounts;
    private final Function<Account, String> restRoot;
    private final Clients clients;
    private final Certificates certificates = new Certificates();
    private final SigningKeys keys = new SigningKeys();
    private final Grants grants;
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint tokens;

    /**
     * Makes clients and keys up.
     *
     * @param accounts the accounts, at least one
     * @param redirectUris where users may be sent back to; {@code /auth/callback} on any port of this machine always is
     * @param restRoot where an account's REST services are reached, with a slash at its end
     * @param clock what lifetimes go by
     */
    public OAuthFace(
            List<Account> accounts, List<String> redirectUris, Function<Account, String> restRoot, Clock clock) {
        this.accounts = List.copyOf(accounts);
        this.restRoot = restRoot;
        this.clients = new Clients(redirectUris);
        this.grants = new Grants(new SignedTokens(keys, clock), clock);
        Codes codes = new Codes(clock);
        this.authorize = new AuthorizeEndpoint(clients, codes, clock);
        this.tokens = new TokenEndpoint(clients, certificates, codes, grants, clock);
    }

    /** The login at the system's own host, where the user picks the account. */
    public Reply authorize(Request request) {
        return authorize.answer(request, accounts);
    }

    /** The login at an account's host. */
    public Reply authorize(Request request, Account account) {
        return authorize.answer(request, List.of(account));
    }

    /** {@code token}: a code, a refresh token or an assertion for an access token. */
    public Reply token(Request request, Account account) {
        return tokens.token(request, account, audiences(request, account));
    }

    /** {@code revoke}: ends a refresh token and its access tokens. */
    public Reply revoke(Request request, Account account) {
        return tokens.revoke(request, account);
    }

    /** {@code keys}: what an account's tokens are checked with, as a JWK set. */
    public Reply keys(Account account) {
        return Reply.text(200, keys.published(account));
    }

    /** Whom a REST request acts as; empty unless it brings a live bearer of this account that is good for REST. */
    public Optional<Account.Role> role(Request request, Account account) {
        return request.header("Authorization")
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .flatMap(header -> grants.role(
                        account, header.substring("bearer ".length()).strip(), Scopes.REST));
    }

    /** A bearer for REST, without a login. It works for 60 minutes, as every one does. */
    public String issueToken(Account account) {
        return issueToken(account, account.roles().getFirst());
    }

    /** The same for a role. */
    public String issueToken(Account account, Account.Role role) {
        return grants.bearer(account, role, clients.confidential());
    }

    /** The id of the client that keeps a secret. */
    public String clientId() {
        return clients.confidential().id();
    }

    /** The secret of {@link #clientId()}. */
    public String clientSecret() {
        return clients.confidential().secret();
    }

    /** The id of the client that keeps no secret. */
    public String publicClientId() {
        return clients.open().id();
    }

    /** The id of the client without a user. */
    public String machineClientId() {
        return clients.machine().id();
    }

    /** The secret of {@link #machineClientId()}, in place of an assertion. */
    public String machineClientSecret() {
        return clients.machine().secret();
    }

    /**
     * What {@link #machineClientId()} signs its assertions with; the same for the same algorithm.
     *
     * @param algorithm PS256, PS384, PS512, ES256, ES384 or ES512
     * @throws IllegalArgumentException for any other
     */
    public MachineKey machineKey(String algorithm) {
        return certificates.key(algorithm);
    }

    /** The token URL as we write it, as NetSuite would, and by the account's own host name. */
    private Set<String> audiences(Request request, Account account) {
        String host = request.header("Host").orElse("");
        String byHost = account.owns(host) ? host : account.label() + ".suitetalk.api.netsuite.com";
        return Set.of(
                restRoot.apply(account) + TOKEN_PATH,
                "https://" + account.label() + ".suitetalk.api.netsuite.com/services/rest/" + TOKEN_PATH,
                "http://" + byHost + "/services/rest/" + TOKEN_PATH);
    }
}
