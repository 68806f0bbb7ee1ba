package org.enterprisemcp.domain.metadata;

import java.util.List;
import java.util.Objects;

/**
 * A table of the upstream's query language.
 *
 * @param name its name in queries
 * @param description what a row is, one sentence; may be empty
 * @param columns its columns, as far as they were asked for
 * @param joins how it goes together with other tables
 */
public record QueryTable(String name, String description, List<FieldDescription> columns, List<Join> joins) {

    public QueryTable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        columns = List.copyOf(columns);
        joins = List.copyOf(joins);
    }

    /**
     * How two tables go together.
     *
     * @param table the other table
     * @param on the condition: {@code transactionline.transaction = transaction.id}
     */
    public record Join(String table, String on) {}
}
