package org.enterprisemcp.sandbox.netsuite.books;

import java.util.List;
import java.util.Optional;

/**
 * A subrecord: a row of another table that a record or a line owns.
 *
 * @param name its name in JSON
 * @param holder the column of the owner that has its key
 * @param table where it is kept
 * @param fields what it is made of
 */
public record Part(String name, Column holder, Table table, List<Field> fields) {

    /** The field of that name, in any case. */
    public Optional<Field> field(String named) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(named))
                .findFirst();
    }
}
