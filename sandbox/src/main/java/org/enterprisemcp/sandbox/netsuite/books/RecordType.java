package org.enterprisemcp.sandbox.netsuite.books;

import java.util.List;
import java.util.Optional;

/**
 * A record type of the REST service.
 *
 * @param name its name in URLs and metadata, in camel case
 * @param label how people call it
 * @param table where its records are kept
 * @param type the value that tells its rows from other record types of the same table; empty if it has the table to itself
 * @param fields its body fields
 * @param sublists its sublists
 * @param parts its subrecords
 */
public record RecordType(
        String name,
        String label,
        Table table,
        String type,
        List<Field> fields,
        List<Sublist> sublists,
        List<Part> parts) {

    /** The field of that name, in any case. */
    public Optional<Field> field(String named) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(named))
                .findFirst();
    }

    /** The sublist of that name, in any case. */
    public Optional<Sublist> sublist(String named) {
        return sublists.stream()
                .filter(sublist -> sublist.name().equalsIgnoreCase(named))
                .findFirst();
    }

    /** The subrecord of that name, in any case. */
    public Optional<Part> part(String named) {
        return parts.stream()
                .filter(part -> part.name().equalsIgnoreCase(named))
                .findFirst();
    }

    /** Whether it is a transaction. */
    public boolean isTransaction() {
        return table.name().equals("transaction");
    }

    /** What kind of transaction it is; empty if it is none. */
    public Optional<Kind> kind() {
        return isTransaction() ? Kind.of(type) : Optional.empty();
    }

    /** The column that tells its rows from those of other record types. */
    public String typeColumn() {
        return isTransaction() ? "type" : "itemtype";
    }

    /** The condition that only its rows meet. */
    public String condition() {
        return type.isEmpty() ? "1 = 1" : typeColumn() + " = '" + type + "'";
    }
}
