package org.enterprisemcp.testkit.contract;

import java.util.List;
import java.util.Objects;
import org.enterprisemcp.domain.query.QueryPage;

/**
 * Rows that a query, a search or a sublist is known to bring, in an order that does not change.
 *
 * @param key a field that every row has and that tells it from the others
 * @param keys what it holds, row by row, as text; at least five rows and at most as many as the upstream brings on one page
 */
public record RowsSample(String key, List<String> keys) {

    public RowsSample {
        Objects.requireNonNull(key, "key");
        keys = List.copyOf(keys);
        if (keys.size() < 5) {
            throw new IllegalArgumentException("five rows or more are needed to page through");
        }
    }

    List<String> keysOf(QueryPage page) {
        return page.items().stream()
                .map(row -> String.valueOf(row.values().get(key)))
                .toList();
    }
}
