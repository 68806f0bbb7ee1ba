package org.enterprisemcp.upstream.generic;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.port.TargetLoad;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.upstream.rest.EngineOptions;
import org.enterprisemcp.upstream.rest.Extensions;
import org.enterprisemcp.upstream.rest.RestEngine;

/** The upstream of one descriptor. */
final class GenericUpstream implements Upstream {

    private final Descriptor descriptor;
    private final BaseUrls urls;
    private final RestEngine engine;
    private final RecordStore records;
    private final Optional<QueryEngine> queries;
    private final Optional<RecordSearches> searches;
    private final Optional<RecordUpserts> upserts;
    private final Optional<MetadataCatalog> metadata;
    private final Optional<ConnectionProbe> connection;
    private final Optional<UpstreamAuthorizationServer> server;

    /** @param own what the descriptor shows of itself to be let in */
    GenericUpstream(
            Descriptor descriptor,
            BaseUrls urls,
            Map<String, String> vars,
            EngineOptions options,
            OwnCredential own,
            Extensions extensions,
            Clock clock) {
        this.descriptor = descriptor;
        this.urls = urls;
        this.engine = new RestEngine(
                options.withBearerScheme(descriptor.auth().scheme()).withSecretHeaders(own.headers()),
                clock,
                extensions);
        Requests requests = new Requests(descriptor, vars);
        Quotas quotas = new Quotas(descriptor.throttle(), engine, clock);
        Exchanges exchanges = new Exchanges(engine, new DescribedDialect(descriptor, clock), own.token(), quotas);
        this.records = new GenericRecords(descriptor, requests, exchanges);
        Optional<Operation> query = descriptor.operation("query");
        this.queries = query.map(it -> new GenericQueries(descriptor, it, requests, exchanges));
        this.searches = GenericSearches.isOffered(query, descriptor.operation("list"))
                ? Optional.of(new GenericSearches(descriptor, requests, exchanges))
                : Optional.empty();
        this.upserts =
                descriptor.operation("upsert").map(it -> new GenericUpserts(descriptor, it, requests, exchanges));
        this.metadata =
                descriptor.operation("describe").map(it -> new GenericMetadata(descriptor, it, requests, exchanges));
        this.connection = metadata.filter(
                        _ -> descriptor.operation("types-list").isPresent())
                .map(it -> new GenericConnection(engine, quotas, it));
        this.server = descriptor
                .auth()
                .login()
                .map(login -> new DescribedServer(login, vars, descriptor.accountPattern(), own.account()));
    }

    Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public String name() {
        return descriptor.name();
    }

    @Override
    public UpstreamGuide guide() {
        return descriptor.guide();
    }

    @Override
    public Optional<BaseUrl> baseUrlOf(AccountId account) {
        return urls.of(account);
    }

    @Override
    public Optional<BaseUrl> defaultBaseUrl() {
        return urls.forAll();
    }

    @Override
    public Duration callBudget() {
        return engine.callBudget();
    }

    @Override
    public boolean needsCredential() {
        return !descriptor.auth().isSettled();
    }

    @Override
    public Optional<UpstreamAuthorizationServer> authorizationServer() {
        return server;
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public Optional<QueryEngine> queries() {
        return queries;
    }

    @Override
    public Optional<RecordSearches> searches() {
        return searches;
    }

    @Override
    public Optional<RecordUpserts> upserts() {
        return upserts;
    }

    @Override
    public Optional<MetadataCatalog> metadata() {
        return metadata;
    }

    @Override
    public Optional<ConnectionProbe> connection() {
        return connection;
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
