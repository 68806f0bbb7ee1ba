package org.enterprisemcp.sandbox.netsuite.books;

import java.util.List;
import java.util.Optional;

/**
 * The lines of a record.
 *
 * @param name its name in JSON
 * @param label how people call it
 * @param table where the lines are kept
 * @param owner the column with the id of the record
 * @param key the column that identifies a line within its record
 * @param keyed whether an update finds a line by its key; else sent lines are appended
 * @param fields what a line is made of
 * @param parts the subrecords of a line
 */
public record Sublist(
        String name,
        String label,
        Table table,
        Column owner,
        Column key,
        boolean keyed,
        List<Field> fields,
        List<Part> parts) {

    /** The field of that name, in any case. */
    public Optional<Field> field(String named) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(named))
                .findFirst();
    }

    /** The subrecord of that name, in any case. */
    public Optional<Part> part(String named) {
        return parts.stream()
                .filter(part -> part.name().equalsIgnoreCase(named))
                .findFirst();
    }

    /** The field that identifies a line, which a sent line may carry. */
    public String keyName() {
        return fields.stream()
                .filter(field -> field.column().equals(key))
                .findFirst()
                .map(Field::name)
                .orElse("id");
    }
}
