package org.enterprisemcp.application;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.domain.port.Datasets;
import org.enterprisemcp.domain.port.FieldOptions;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.QueryReviewer;
import org.enterprisemcp.domain.port.QuerySchema;
import org.enterprisemcp.domain.port.RecordActions;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.port.RecordLinks;
import org.enterprisemcp.domain.port.RecordPages;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.query.QueryReview;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.testkit.FakeUpstream;

/**
 * A fake upstream that has the optional ports that a test names, and no other.
 *
 * @param records what stands behind the ports
 * @param ports the names of the ports that are there: {@code metadata}
 * @param connection the probe, where there is one
 */
record SomePorts(FakeUpstream records, Set<String> ports, Optional<ConnectionProbe> connection) implements Upstream {

    private static final QueryReview FORBIDDEN = new QueryReview(
            List.of(new QueryReview.Finding(QueryReview.Severity.ERROR, "only-select", "must be a SELECT")),
            Optional.empty());

    @Override
    public String name() {
        return records.name();
    }

    @Override
    public UpstreamGuide guide() {
        return records.guide();
    }

    @Override
    public Optional<BaseUrl> baseUrlOf(AccountId account) {
        return records.baseUrlOf(account);
    }

    @Override
    public Optional<BaseUrl> defaultBaseUrl() {
        return records.defaultBaseUrl();
    }

    @Override
    public Duration callBudget() {
        return records.callBudget();
    }

    @Override
    public Optional<QueryEngine> queries() {
        return uncalled("queries", QueryEngine.class);
    }

    @Override
    public Optional<QuerySchema> querySchema() {
        return uncalled("querySchema", QuerySchema.class);
    }

    @Override
    public Optional<MetadataCatalog> metadata() {
        return uncalled("metadata", MetadataCatalog.class);
    }

    @Override
    public Optional<FieldOptions> fieldOptions() {
        return uncalled("fieldOptions", FieldOptions.class);
    }

    @Override
    public Optional<RecordUpserts> upserts() {
        return uncalled("upserts", RecordUpserts.class);
    }

    @Override
    public Optional<RecordSearches> searches() {
        return uncalled("searches", RecordSearches.class);
    }

    @Override
    public Optional<Sublists> sublists() {
        return uncalled("sublists", Sublists.class);
    }

    @Override
    public Optional<RecordTransforms> transforms() {
        return uncalled("transforms", RecordTransforms.class);
    }

    @Override
    public Optional<RecordActions> actions() {
        return uncalled("actions", RecordActions.class);
    }

    @Override
    public Optional<RecordLinks> links() {
        return uncalled("links", RecordLinks.class);
    }

    @Override
    public Optional<RecordBatches> batches() {
        return uncalled("batches", RecordBatches.class);
    }

    @Override
    public Optional<Datasets> datasets() {
        return uncalled("datasets", Datasets.class);
    }

    @Override
    public Optional<QueryReviewer> queryReviewer() {
        return there("queryReviewer", query -> FORBIDDEN);
    }

    @Override
    public Optional<RecordPages> recordPages() {
        return there("recordPages", (target, type, id) -> Optional.of(target.baseUrl() + "app/" + type + "/" + id));
    }

    @Override
    public void close() {
        records.close();
    }

    private <P> Optional<P> there(String name, P port) {
        return ports.contains(name) ? Optional.of(port) : Optional.empty();
    }

    /** A port that is only offered: a test that calls it has gone astray. */
    private <P> Optional<P> uncalled(String name, Class<P> port) {
        Object silent =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    throw new AssertionError(method.getName() + " was called");
                });
        return there(name, port.cast(silent));
    }
}
