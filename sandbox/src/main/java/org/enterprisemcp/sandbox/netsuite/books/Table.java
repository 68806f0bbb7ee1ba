package org.enterprisemcp.sandbox.netsuite.books;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that SuiteQL sees.
 *
 * @param name its name, in lower case
 * @param display the column that names a row to people; what {@code BUILTIN.DF} of a reference to it answers
 * @param columns its columns; the first one identifies a row
 */
public record Table(String name, String display, List<Column> columns) {

    /** The column of that name, in any case. */
    public Optional<Column> column(String named) {
        String lower = named.toLowerCase(Locale.ROOT);
        return columns.stream().filter(column -> column.name().equals(lower)).findFirst();
    }

    /** The column that identifies a row. */
    public Column key() {
        return columns.getFirst();
    }

    List<String> definitions() {
        String body = columns.stream().map(Column::definition).collect(Collectors.joining(", "));
        List<String> indexes = columns.stream()
                .filter(Column::indexed)
                .map(column -> "CREATE INDEX " + name + "_" + column.name() + " ON " + name + "(" + column.name() + ")")
                .toList();
        return Stream.concat(Stream.of("CREATE TABLE " + name + " (" + body + ")"), indexes.stream())
                .toList();
    }
}
