package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;

/** The upstream's own query language. */
@FunctionalInterface
public interface QueryEngine {

    /** Runs a query and brings one page of its rows. It changes nothing, so it may be repeated. */
    Answer<QueryPage> execute(CallScope scope, Query query);
}
