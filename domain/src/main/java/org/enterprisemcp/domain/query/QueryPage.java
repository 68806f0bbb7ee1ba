package org.enterprisemcp.domain.query;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.enterprisemcp.domain.record.Fields;

/**
 * One page of a query's answer.
 *
 * @param items the rows in the upstream's order
 * @param total how many rows there are in all; empty where the upstream does not count
 * @param nextOffset the offset of the next page; empty on the last one
 * @param notes what a model should know of the query or the rows, one sentence each; may be empty
 */
public record QueryPage(List<Fields> items, OptionalLong total, OptionalInt nextOffset, List<String> notes) {

    public QueryPage {
        items = List.copyOf(items);
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(nextOffset, "nextOffset");
        notes = List.copyOf(notes);
    }

    /** A page of which nothing more is to be said. */
    public QueryPage(List<Fields> items, OptionalLong total, OptionalInt nextOffset) {
        this(items, total, nextOffset, List.of());
    }

    /** Whether rows were left out that the next page would bring. */
    public boolean truncated() {
        return nextOffset.isPresent();
    }
}
