package org.enterprisemcp.upstream.generic;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;

/** The query language of a described upstream. The caller thinks in limit and offset; the upstream may count pages otherwise. */
final class GenericQueries implements QueryEngine {

    private final Operation operation;
    private final Requests requests;
    private final Exchanges exchanges;

    GenericQueries(Operation operation, Requests requests, Exchanges exchanges) {
        this.operation = operation;
        this.requests = requests;
        this.exchanges = exchanges;
    }

    @Override
    public Answer<QueryPage> execute(CallScope scope, Query query) {
        Pages pages = new Pages(scope, operation, query.text(), requests, exchanges);
        Rows rows =
                operation.paging().map(paging -> walked(paging, pages, query)).orElseGet(() -> pages.onlyOne(query));
        return new Answer<>(rows.page(), pages.facts());
    }

    private static Rows walked(Paging paging, Pages pages, Query query) {
        Rows rows = new Rows(query.offset(), query.limit(), paging.defaultSize());
        switch (paging.mode()) {
            case Paging.Mode.ByOffset mode -> new OffsetWalk(paging, mode, pages).fill(rows);
            case Paging.Mode.ByNumber mode -> new NumberWalk(paging, mode, pages).fill(rows);
            case Paging.Mode.ByLink _ -> new LinkWalk(paging, pages).fill(rows);
        }
        return rows;
    }
}
