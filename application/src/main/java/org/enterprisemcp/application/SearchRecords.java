package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.token.Caller;

/** Looks for records of one kind by conditions. */
public final class SearchRecords {

    private final UpstreamCall calls;
    private final RecordSearches searches;

    public SearchRecords(UpstreamCall calls, RecordSearches searches) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.searches = Objects.requireNonNull(searches, "searches");
    }

    /** One page of hits, with the offset of the next one where there is more. */
    public Answer<QueryPage> handle(Caller caller, CallRequest request, RecordSearch search) {
        return calls.run("search_records", caller, request, scope -> searches.search(scope, search));
    }
}
