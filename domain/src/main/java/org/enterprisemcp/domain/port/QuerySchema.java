package org.enterprisemcp.domain.port;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.QueryTable;

/** The tables of the query language. */
public interface QuerySchema {

    /**
     * The tables by name, without their columns.
     *
     * @param search a part of a name; empty for all
     */
    Answer<List<QueryTable>> tables(CallScope scope, Optional<String> search);

    /**
     * One table.
     *
     * @param search a part of a column's name; empty for all columns
     */
    Answer<QueryTable> table(CallScope scope, String name, Optional<String> search);
}
