package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.RecordSearch;

/** Searches for records of one kind by conditions. */
@FunctionalInterface
public interface RecordSearches {

    /** Brings one page of hits; each holds its {@code id} and the fields that were asked for. It changes nothing. */
    Answer<QueryPage> search(CallScope scope, RecordSearch search);
}
