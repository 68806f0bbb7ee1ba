package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.QueryPage;

/** Queries that people have saved in the upstream. Nothing here changes anything. */
public interface Datasets {

    /** One page of the saved queries: {@code id}, {@code name}, {@code description}. */
    Answer<QueryPage> list(CallScope scope, int limit, int offset);

    /** One page of a saved query's rows. */
    Answer<QueryPage> run(CallScope scope, String datasetId, int limit, int offset);
}
