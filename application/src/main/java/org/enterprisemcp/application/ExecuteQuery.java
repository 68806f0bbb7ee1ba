package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.token.Caller;

/** Asks the upstream a question in its own query language. */
public final class ExecuteQuery {

    private final UpstreamCall calls;
    private final QueryEngine queries;

    public ExecuteQuery(UpstreamCall calls, QueryEngine queries) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.queries = Objects.requireNonNull(queries, "queries");
    }

    /** One page of rows, with the offset of the next one where there is more. */
    public Answer<QueryPage> handle(Caller caller, CallRequest request, Query query) {
        return calls.run("execute_query", caller, request, scope -> queries.execute(scope, query));
    }
}
