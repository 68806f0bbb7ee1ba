package org.enterprisemcp.upstream.netsuite;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.port.TargetLoad;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.upstream.rest.EngineOptions;
import org.enterprisemcp.upstream.rest.RestEngine;

/** NetSuite, with everything that SuiteTalk REST can do. */
final class NetSuiteUpstream implements Upstream {

    private final AccountHosts hosts;
    private final RestEngine engine;
    private final UpstreamGuide guide = NetSuiteGuide.read();
    private final SuiteQlReviewer reviewer = new SuiteQlReviewer();
    private final NetSuiteRecords records;
    private final NetSuiteQueries queries;
    private final NetSuiteSearches searches;
    private final NetSuiteMetadata metadata;
    private final NetSuiteQuerySchema querySchema;
    private final NetSuiteWorkflow workflow;
    private final NetSuiteBatches batches;
    private final SuiteTalk suiteTalk;
    private final CollectionReader collections;

    NetSuiteUpstream(AccountHosts hosts, EngineOptions options, Clock clock) {
        this.hosts = hosts;
        this.engine = new RestEngine(options, clock);
        KnownNames names = new KnownNames(clock);
        this.suiteTalk = new SuiteTalk(engine, names);
        this.collections = new CollectionReader(suiteTalk);
        this.metadata = new NetSuiteMetadata(suiteTalk, names);
        this.querySchema = new NetSuiteQuerySchema(metadata);
        this.records = new NetSuiteRecords(suiteTalk);
        this.queries = new NetSuiteQueries(collections, reviewer, new TypedRows(querySchema));
        this.searches = new NetSuiteSearches(collections, queries);
        this.workflow = new NetSuiteWorkflow(suiteTalk);
        this.batches = new NetSuiteBatches(suiteTalk, new Jobs(suiteTalk, engine::pause));
    }

    @Override
    public String name() {
        return NetSuiteUpstreamProvider.NAME;
    }

    @Override
    public UpstreamGuide guide() {
        return guide;
    }

    @Override
    public AccountId canonical(AccountId account) {
        return AccountHosts.canonical(account);
    }

    @Override
    public BaseUrl canonical(BaseUrl url) {
        return AccountHosts.canonical(url);
    }

    @Override
    public Optional<BaseUrl> baseUrlOf(AccountId account) {
        return hosts.of(account);
    }

    @Override
    public Optional<BaseUrl> defaultBaseUrl() {
        return hosts.forAll();
    }

    @Override
    public Duration callBudget() {
        return engine.callBudget();
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public Optional<RecordUpserts> upserts() {
        return Optional.of(records);
    }

    @Override
    public Optional<QueryEngine> queries() {
        return Optional.of(queries);
    }

    @Override
    public Optional<QueryReviewer> queryReviewer() {
        return Optional.of(reviewer);
    }

    @Override
    public Optional<QuerySchema> querySchema() {
        return Optional.of(querySchema);
    }

    @Override
    public Optional<MetadataCatalog> metadata() {
        return Optional.of(metadata);
    }

    @Override
    public Optional<FieldOptions> fieldOptions() {
        return Optional.of(new NetSuiteFieldOptions(suiteTalk));
    }

    @Override
    public Optional<RecordSearches> searches() {
        return Optional.of(searches);
    }

    @Override
    public Optional<Sublists> sublists() {
        return Optional.of(new NetSuiteSublists(suiteTalk));
    }

    @Override
    public Optional<RecordTransforms> transforms() {
        return Optional.of(workflow);
    }

    @Override
    public Optional<RecordActions> actions() {
        return Optional.of(workflow);
    }

    @Override
    public Optional<RecordLinks> links() {
        return Optional.of(workflow);
    }

    @Override
    public Optional<RecordBatches> batches() {
        return Optional.of(batches);
    }

    @Override
    public Optional<Datasets> datasets() {
        return Optional.of(new NetSuiteDatasets(collections));
    }

    @Override
    public Optional<RecordPages> recordPages() {
        return Optional.of(new NetSuitePages());
    }

    @Override
    public Optional<ConnectionProbe> connection() {
        return Optional.of(new NetSuiteConnection(engine, suiteTalk));
    }

    @Override
    public Optional<UpstreamAuthorizationServer> authorizationServer() {
        return Optional.of(new NetSuiteAuthorizationServer(hosts));
    }

    @Override
    public List<TargetLoad> loads() {
        return engine.loads();
    }

    @Override
    public void close() {
        engine.close();
    }
}
