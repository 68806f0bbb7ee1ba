package org.enterprisemcp.domain.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;

/** One business system, ready to be called. What it cannot do it does not offer: the tool of an absent port is absent too. */
public interface Upstream extends AutoCloseable {

    /** The name of this upstream in logs and URIs: {@code generic}, {@code salesforce}. */
    String name();

    /** What an assistant should know of it. */
    UpstreamGuide guide();

    /** The one spelling of an account that may be written in several ways. */
    default AccountId canonical(AccountId account) {
        return account;
    }

    /** The one spelling of a base URL that may be written in several ways. */
    default BaseUrl canonical(BaseUrl url) {
        return url;
    }

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

    /** A look at queries before they are sent, where that is possible. */
    default Optional<QueryReviewer> queryReviewer() {
        return Optional.empty();
    }

    /** The tables of its query language, where it tells them. */
    default Optional<QuerySchema> querySchema() {
        return Optional.empty();
    }

    /** What record types there are, where it tells that. */
    default Optional<MetadataCatalog> metadata() {
        return Optional.empty();
    }

    /** What fields may be set to, where it tells that. */
    default Optional<FieldOptions> fieldOptions() {
        return Optional.empty();
    }

    /** Records under keys of the caller's own, where it knows such keys. */
    default Optional<RecordUpserts> upserts() {
        return Optional.empty();
    }

    /** Searches by conditions, where it has them. */
    default Optional<RecordSearches> searches() {
        return Optional.empty();
    }

    /** The lines of records, where records have lines that are read by themselves. */
    default Optional<Sublists> sublists() {
        return Optional.empty();
    }

    /** Records made from others, where it does that. */
    default Optional<RecordTransforms> transforms() {
        return Optional.empty();
    }

    /** Actions on records, where it has them. */
    default Optional<RecordActions> actions() {
        return Optional.empty();
    }

    /** Ties between records, where they are no fields. */
    default Optional<RecordLinks> links() {
        return Optional.empty();
    }

    /** Many records in one go, where it does that. */
    default Optional<RecordBatches> batches() {
        return Optional.empty();
    }

    /** Saved queries, where it has them. */
    default Optional<Datasets> datasets() {
        return Optional.empty();
    }

    /** The pages of its user interface, where records have some. */
    default Optional<RecordPages> recordPages() {
        return Optional.empty();
    }

    /** How the connection to it is, where it can tell. */
    default Optional<ConnectionProbe> connection() {
        return Optional.empty();
    }

    /** Its OAuth face, where it has one. */
    default Optional<UpstreamAuthorizationServer> authorizationServer() {
        return Optional.empty();
    }

    /** How far the limits of its calls are used, for each target that was called lately; nothing is asked for it. */
    default List<TargetLoad> loads() {
        return List.of();
    }

    /** Releases connections; calls in flight fail. */
    @Override
    void close();
}
