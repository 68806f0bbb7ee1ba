package org.enterprisemcp.application;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.QuerySchema;
import org.enterprisemcp.domain.token.Caller;

/** Says which tables the query language has, and what one of them is made of. */
public final class DescribeQueryTables {

    private final UpstreamCall calls;
    private final QuerySchema schema;

    public DescribeQueryTables(UpstreamCall calls, QuerySchema schema) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.schema = Objects.requireNonNull(schema, "schema");
    }

    /**
     * The tables by name; of a single one also columns and joins.
     *
     * @param table the table that is wanted; empty for a list of all
     * @param search a part of the names that are wanted: columns of the table, or tables
     */
    public Answer<List<QueryTable>> handle(
            Caller caller, CallRequest request, Optional<String> table, Optional<String> search) {
        return calls.run(
                "describe_query_table",
                caller,
                request,
                scope -> table.map(name -> schema.table(scope, name, search).map(List::of))
                        .orElseGet(() -> schema.tables(scope, search)));
    }
}
