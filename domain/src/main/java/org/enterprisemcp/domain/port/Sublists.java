package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.SublistRequest;

/** The lines of records. */
@FunctionalInterface
public interface Sublists {

    /** Brings one page of lines. It changes nothing. */
    Answer<QueryPage> lines(CallScope scope, SublistRequest request);
}
