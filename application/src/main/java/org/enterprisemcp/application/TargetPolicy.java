package org.enterprisemcp.application;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.error.UpstreamException.Permission;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.target.TargetRequest;
import org.enterprisemcp.domain.token.Caller;

/**
 * Decides where a call may go. {@code account_id} and {@code base_url} come from a model, and a credential travels with the
 * call: whoever could choose the host could collect tokens. So nothing is looked up or sent before the target is known to be
 * one that the operator named, or the adapter's own template filled with such an account.
 */
public final class TargetPolicy {

    private final Upstream upstream;
    private final Optional<AccountId> defaultAccount;
    private final Set<AccountId> allowedAccounts;
    private final Set<BaseUrl> allowedBaseUrls;

    /**
     * @param upstream whose template fills the host
     * @param defaultAccount where calls go that name no account
     * @param allowedAccounts further accounts that calls may name
     * @param allowedBaseUrls further base URLs that calls may name
     */
    public TargetPolicy(
            Upstream upstream,
            Optional<AccountId> defaultAccount,
            Set<AccountId> allowedAccounts,
            Set<BaseUrl> allowedBaseUrls) {
        this.upstream = Objects.requireNonNull(upstream, "upstream");
        this.defaultAccount = defaultAccount.map(upstream::canonical);
        this.allowedAccounts = Stream.concat(allowedAccounts.stream(), defaultAccount.stream())
                .map(upstream::canonical)
                .collect(Collectors.toUnmodifiableSet());
        this.allowedBaseUrls =
                allowedBaseUrls.stream().map(upstream::canonical).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The target of a call.
     *
     * @throws org.enterprisemcp.domain.error.RecordException.RecordValidation when an argument is malformed
     * @throws Permission when it is well-formed but not allowed
     * @throws MissingConfiguration when the call names no target and there is no default
     */
    public Target resolve(Caller caller, TargetRequest request) {
        Optional<AccountId> account =
                request.accountId().map(AccountId::new).map(upstream::canonical).map(named -> allowed(caller, named));
        return request.baseUrl()
                .map(BaseUrl::new)
                .map(upstream::canonical)
                .map(url -> targetAt(caller, account, url))
                .orElseGet(() -> targetOf(account.or(() -> ownAccount(caller))));
    }

    private Optional<AccountId> ownAccount(Caller caller) {
        return granted(caller).or(() -> defaultAccount);
    }

    private Optional<AccountId> granted(Caller caller) {
        return caller.account().map(upstream::canonical);
    }

    private AccountId allowed(Caller caller, AccountId account) {
        Optional<AccountId> granted = granted(caller);
        if (granted.isPresent() && !granted.get().equals(account)) {
            throw Permission.targetRefused(
                    "account_id",
                    "account_id " + account + " is not the account that you signed in to.",
                    "Leave account_id out, or sign in to that account.");
        }
        if (!allowedAccounts.contains(account) && granted.isEmpty()) {
            throw Permission.targetRefused(
                    "account_id",
                    "account_id " + account + " is not one that this server may call.",
                    "Leave account_id out to use the default account, or ask the operator to add it to"
                            + " UPSTREAM_ALLOWED_ACCOUNTS.");
        }
        return account;
    }

    private Target targetOf(Optional<AccountId> account) {
        return account.flatMap(upstream::baseUrlOf)
                .or(upstream::defaultBaseUrl)
                .map(url -> new Target(account, url))
                .orElseThrow(() -> new MissingConfiguration(
                        "UPSTREAM_ACCOUNT_ID", "the call names no account_id and the server has no default one"));
    }

    private Target targetAt(Caller caller, Optional<AccountId> account, BaseUrl url) {
        Optional<AccountId> wanted = account.or(() -> ownAccount(caller));
        if (upstream.defaultBaseUrl().filter(url::equals).isPresent() || allowedBaseUrls.contains(url)) {
            return new Target(wanted, url);
        }
        return reachable(caller, account)
                .filter(candidate ->
                        upstream.baseUrlOf(candidate).filter(url::equals).isPresent())
                .findFirst()
                .map(owner -> new Target(Optional.of(owner), url))
                .orElseThrow(() -> Permission.targetRefused(
                        "base_url",
                        "base_url is not one that this server may call.",
                        "Leave base_url out, or ask the operator to add it to UPSTREAM_ALLOWED_BASE_URLS."));
    }

    /** The accounts whose own host the caller may name: the one in the call, the caller's own, or all allowed ones. */
    private Stream<AccountId> reachable(Caller caller, Optional<AccountId> account) {
        Optional<AccountId> only = account.or(() -> granted(caller));
        return only.isPresent() ? only.stream() : allowedAccounts.stream();
    }
}
