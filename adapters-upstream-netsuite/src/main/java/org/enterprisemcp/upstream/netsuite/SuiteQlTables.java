package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.QueryTable;

/** The tables of SuiteQL that every account has, from {@code suiteql-tables.json}: NetSuite offers no catalog of them. */
final class SuiteQlTables {

    private static final List<QueryTable> ALL = read();

    private SuiteQlTables() {}

    static List<QueryTable> all() {
        return ALL;
    }

    static List<String> names() {
        return ALL.stream().map(QueryTable::name).toList();
    }

    static Optional<QueryTable> named(String name) {
        return ALL.stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The names of the columns of some tables; of all where none of them is known. */
    static Set<String> columnsOf(Collection<String> tables) {
        List<QueryTable> known =
                tables.stream().flatMap(table -> named(table).stream()).toList();
        Set<String> columns = new LinkedHashSet<>();
        (known.isEmpty() ? ALL : known).forEach(table -> table.columns().forEach(column -> columns.add(column.name())));
        return columns;
    }

    private static List<QueryTable> read() {
        try (InputStream file = SuiteQlTables.class.getResourceAsStream("suiteql-tables.json")) {
            List<QueryTable> tables = new ArrayList<>();
            JsonMapper.builder()
                    .build()
                    .readTree(Objects.requireNonNull(file, "suiteql-tables.json"))
                    .properties()
                    .forEach(table -> tables.add(table(table.getKey(), table.getValue())));
            return List.copyOf(tables);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static QueryTable table(String name, JsonNode table) {
        List<FieldDescription> columns = new ArrayList<>();
        table.path("columns").properties().forEach(kind -> {
            for (String column : kind.getValue().asText().split(" ", -1)) {
                columns.add(FieldDescription.of(column.toLowerCase(Locale.ROOT), kind.getKey()));
            }
        });
        List<QueryTable.Join> joins = new ArrayList<>();
        table.path("joins")
                .properties()
                .forEach(join -> joins.add(
                        new QueryTable.Join(join.getKey(), join.getValue().asText())));
        return new QueryTable(name, table.path("row").asText(), columns, joins);
    }
}
