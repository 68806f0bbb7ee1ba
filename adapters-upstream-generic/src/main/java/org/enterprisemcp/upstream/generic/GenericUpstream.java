package org.enterprisemcp.upstream.generic;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.RecordStore;
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
    private final Optional<UpstreamAuthorizationServer> server;

    GenericUpstream(
            Descriptor descriptor,
            BaseUrls urls,
            Map<String, String> vars,
            EngineOptions options,
            Extensions extensions,
            Clock clock) {
        this.descriptor = descriptor;
        this.urls = urls;
        this.engine = new RestEngine(options.withBearerScheme(descriptor.auth().scheme()), clock, extensions);
        Requests requests = new Requests(descriptor, vars);
        Exchanges exchanges = new Exchanges(engine, descriptor);
        this.records = new GenericRecords(descriptor, requests, exchanges);
        this.queries = descriptor.operation("query").map(query -> new GenericQueries(query, requests, exchanges));
        this.server =
                descriptor.auth().login().map(login -> new DescribedServer(login, vars, descriptor.accountPattern()));
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
        return descriptor.auth().kind() != Descriptor.Auth.Kind.NONE;
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
    public List<TargetLoad> loads() {
        return engine.loads();
    }

    @Override
    public void close() {
        engine.close();
    }
}
