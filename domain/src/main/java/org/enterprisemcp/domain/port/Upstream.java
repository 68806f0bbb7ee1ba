package org.enterprisemcp.domain.port;

import java.time.Duration;
import java.util.Optional;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;

/** One business system, ready to be called. What it cannot do it does not offer: the tool of an absent port is absent too. */
public interface Upstream extends AutoCloseable {

    /** The name of this upstream in logs and URIs: {@code generic}, {@code salesforce}. */
    String name();

    /** What an assistant should know of it. */
    UpstreamGuide guide();

    /**
     * Where an account's API begins by this adapter's own template; empty where the template has no place for an account or
     * the account does not have this upstream's form.
     */
    Optional<BaseUrl> baseUrlOf(AccountId account);

    /** Where calls go that name no account, when the upstream has no accounts at all. */
    Optional<BaseUrl> defaultBaseUrl();

    /** How long one tool call may take in all, token and retries included. */
    Duration callBudget();

    /** Whether calls must show a credential; false only for an upstream that lets everybody in. */
    default boolean needsCredential() {
        return true;
    }

    /** Its records. */
    RecordStore records();

    /** Its query language, where it has one. */
    default Optional<QueryEngine> queries() {
        return Optional.empty();
    }

    /** Releases connections; calls in flight fail. */
    @Override
    void close();
}
