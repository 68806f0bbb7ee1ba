package org.enterprisemcp.testkit.contract;

import java.util.Objects;

/**
 * Queries in the upstream's own language.
 *
 * @param text a query that brings known rows
 * @param rows these rows
 * @param refused a query that the adapter or the upstream refuses
 */
public record QuerySample(String text, RowsSample rows, String refused) {

    public QuerySample {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(refused, "refused");
    }
}
