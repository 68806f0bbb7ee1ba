package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.upstream.rest.RestRequest;

/**
 * One page as the upstream gave it.
 *
 * @param request what brought it
 * @param rows its rows
 * @param total the number of all rows, where the upstream counts them
 * @param next what leads to the page after it: a link or a mark
 */
record Page(RestRequest request, List<Fields> rows, OptionalLong total, Optional<String> next) {

    /** Whether rows come after the given position, as far as the upstream says so; empty where it says nothing. */
    Optional<Boolean> hasMoreAfter(long position, Paging paging) {
        if (total.isPresent()) {
            return Optional.of(position < total.getAsLong());
        }
        return paging.next().map(_ -> next.isPresent());
    }
}
