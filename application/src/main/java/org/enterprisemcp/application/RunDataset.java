package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.Datasets;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.token.Caller;

/** Runs a query that somebody has saved. */
public final class RunDataset {

    private final UpstreamCall calls;
    private final Datasets datasets;

    public RunDataset(UpstreamCall calls, Datasets datasets) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.datasets = Objects.requireNonNull(datasets, "datasets");
    }

    /** One page of its rows. */
    public Answer<QueryPage> handle(Caller caller, CallRequest request, String datasetId, int limit, int offset) {
        return calls.run("run_dataset", caller, request, scope -> datasets.run(scope, datasetId, limit, offset));
    }
}
