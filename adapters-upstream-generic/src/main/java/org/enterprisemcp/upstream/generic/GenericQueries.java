package org.enterprisemcp.upstream.generic;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;

/** The query language of a described upstream. The caller thinks in limit and offset; the upstream may count pages otherwise. */
final class GenericQueries implements QueryEngine {

    private final Descriptor descriptor;
    private final Operation operation;
    private final Requests requests;
    private final Exchanges exchanges;

    GenericQueries(Descriptor descriptor, Operation operation, Requests requests, Exchanges exchanges) {
        this.descriptor = descriptor;
        this.operation = operation;
        this.requests = requests;
        this.exchanges = exchanges;
    }

    @Override
    public Answer<QueryPage> execute(CallScope scope, Query query) {
        CallWishes wishes = CallWishes.query(query.text(), scope.options());
        Pages pages = new Pages(descriptor, requests, exchanges, scope, operation, wishes);
        Rows rows = pages.window(query.limit(), query.offset());
        return new Answer<>(rows.page(), pages.facts());
    }
}
