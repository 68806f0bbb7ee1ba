package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.Datasets;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.token.Caller;

/** Says which queries people have saved. */
public final class ListDatasets {

    private final UpstreamCall calls;
    private final Datasets datasets;

    public ListDatasets(UpstreamCall calls, Datasets datasets) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.datasets = Objects.requireNonNull(datasets, "datasets");
    }

    /** One page of saved queries. */
    public Answer<QueryPage> handle(Caller caller, CallRequest request, int limit, int offset) {
        return calls.run("list_datasets", caller, request, scope -> datasets.list(scope, limit, offset));
    }
}
