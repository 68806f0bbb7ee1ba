package org.enterprisemcp.mcp.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.mcp.JsonCodec;
import org.jspecify.annotations.Nullable;

/** Rows with their columns named once. Upstreams leave out what is empty, so the columns are those of all rows together. */
final class RowTable {

    private final List<String> columns;
    private final List<Fields> rows;
    private final JsonCodec codec;

    RowTable(List<Fields> rows, JsonCodec codec) {
        this.codec = codec;
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.values().keySet()));
        this.columns = List.copyOf(names);
        this.rows = rows;
    }

    List<String> columns() {
        return columns;
    }

    /** The values of each row in the order of the columns; {@code null} where a row has none. */
    List<List<Object>> values() {
        List<List<Object>> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(values(row)));
        return values;
    }

    // A missing value stands as null, which the type of the list does not show.
    @SuppressWarnings("NullAway")
    private List<Object> values(Fields row) {
        List<Object> values = new ArrayList<>(columns.size());
        columns.forEach(column -> values.add(row.values().get(column)));
        return values;
    }

    /** RFC 4180 text with a header line. */
    String csv() {
        StringBuilder text = new StringBuilder();
        text.append(columns.stream().map(RowTable::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
        for (Fields row : rows) {
            text.append(columns.stream()
                            .map(column -> quoted(written(row.values().get(column))))
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString();
    }

    /** A text as it is, nothing for null; whatever else there is as JSON writes it. */
    private String written(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> codec.text(value);
        };
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
