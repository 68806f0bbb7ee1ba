package org.enterprisemcp.domain.target;

import java.util.Objects;
import java.util.Optional;

/**
 * The place that a call goes to, after the policy has allowed it.
 *
 * @param account the tenant; empty for an upstream that has none
 * @param baseUrl where its API begins
 */
public record Target(Optional<AccountId> account, BaseUrl baseUrl) {

    public Target {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(baseUrl, "baseUrl");
    }

    /** A short name for logs and limits: the account, or the base URL where there is none. */
    public String label() {
        return account.map(AccountId::value).orElseGet(baseUrl::value);
    }
}
