package org.enterprisemcp.application;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamTokens;

/** Everything that can be done with one upstream. A use case whose port the upstream does not have is absent. */
public final class UseCases {

    private final Upstream upstream;
    private final TargetPolicy targets;
    private final UpstreamTokens tokens;
    private final UpstreamCall calls;

    /** @param calls the way of every call, over the same policy and tokens */
    public UseCases(Upstream upstream, TargetPolicy targets, UpstreamTokens tokens, UpstreamCall calls) {
        this.upstream = Objects.requireNonNull(upstream, "upstream");
        this.targets = Objects.requireNonNull(targets, "targets");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.calls = Objects.requireNonNull(calls, "calls");
    }

    /** The upstream that it is done with. */
    public Upstream upstream() {
        return upstream;
    }

    public CreateRecord createRecord() {
        return new CreateRecord(calls, upstream.records());
    }

    public GetRecord getRecord() {
        return new GetRecord(calls, upstream.records());
    }

    public UpdateRecord updateRecord() {
        return new UpdateRecord(calls, upstream.records());
    }

    public DeleteRecord deleteRecord() {
        return new DeleteRecord(calls, upstream.records());
    }

    public ConnectionStatus connectionStatus() {
        return new ConnectionStatus(targets, tokens, calls, upstream);
    }

    public Optional<ExecuteQuery> executeQuery() {
        return upstream.queries().map(port -> new ExecuteQuery(calls, port));
    }

    public Optional<ValidateQuery> validateQuery() {
        return upstream.queryReviewer().map(ValidateQuery::new);
    }

    public Optional<DescribeQueryTables> describeQueryTables() {
        return upstream.querySchema().map(port -> new DescribeQueryTables(calls, port));
    }

    public Optional<ListRecordTypes> listRecordTypes() {
        return upstream.metadata().map(port -> new ListRecordTypes(calls, port));
    }

    public Optional<DescribeRecord> describeRecord() {
        return upstream.metadata().map(port -> new DescribeRecord(calls, port));
    }

    public Optional<GetFieldOptions> getFieldOptions() {
        return upstream.fieldOptions().map(port -> new GetFieldOptions(calls, port));
    }

    public Optional<UpsertRecord> upsertRecord() {
        return upstream.upserts().map(port -> new UpsertRecord(calls, port));
    }

    public Optional<SearchRecords> searchRecords() {
        return upstream.searches().map(port -> new SearchRecords(calls, port));
    }

    public Optional<GetSublist> getSublist() {
        return upstream.sublists().map(port -> new GetSublist(calls, port));
    }

    public Optional<TransformRecord> transformRecord() {
        return upstream.transforms().map(port -> new TransformRecord(calls, port));
    }

    public Optional<RunRecordAction> runRecordAction() {
        return upstream.actions().map(port -> new RunRecordAction(calls, port));
    }

    public Optional<LinkRecords> linkRecords() {
        return upstream.links().map(port -> new LinkRecords(calls, port));
    }

    public Optional<BatchRecords> batchRecords() {
        return upstream.batches().map(port -> new BatchRecords(calls, port));
    }

    public Optional<GetJob> getJob() {
        return upstream.batches().map(port -> new GetJob(calls, port));
    }

    public Optional<ListDatasets> listDatasets() {
        return upstream.datasets().map(port -> new ListDatasets(calls, port));
    }

    public Optional<RunDataset> runDataset() {
        return upstream.datasets().map(port -> new RunDataset(calls, port));
    }

    public Optional<GetRecordLink> getRecordLink() {
        return upstream.recordPages().map(port -> new GetRecordLink(targets, port));
    }
}
