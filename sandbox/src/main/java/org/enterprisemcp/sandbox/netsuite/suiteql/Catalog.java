package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;

/** The tables that a query may name, and what their columns mean: schemas {@code NS} and {@code NSMETA}, read once. */
final class Catalog {

    private final Map<String, List<Field>> tables;
    private final Map<String, Reference> references;
    private final Map<String, Enumeration> enumerations;
    private final Permissions may;

    private Catalog(
            Map<String, List<Field>> tables,
            Map<String, Reference> references,
            Map<String, Enumeration> enumerations,
            Permissions may) {
        this.tables = tables;
        this.references = references;
        this.enumerations = enumerations;
        this.may = may;
    }

    /**
     * What a column of a result is known to be.
     *
     * @param table the table it comes from; empty for the result of an expression
     * @param name its name, in lower case
     * @param date whether it holds dates or moments
     */
    record Field(String table, String name, boolean date) {}

    /** A column that holds the {@code key} of a row of {@code table}, which people know by {@code display}. */
    record Reference(String table, String key, String display) {}

    /** A column that holds a code; {@code qualifier} is the column of the same row that stands before it, or empty. */
    record Enumeration(Optional<String> qualifier) {}

    static Catalog read(Connection connection) throws SQLException {
        Catalog catalog = new Catalog(new HashMap<>(), new HashMap<>(), new HashMap<>(), Permissions.ALL);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet columns =
                    statement.executeQuery("SELECT table_name, column_name, data_type FROM INFORMATION_SCHEMA.COLUMNS "
                            + "WHERE table_schema = 'NS' ORDER BY table_name, ordinal_position")) {
                while (columns.next()) {
                    String table = lower(columns.getString(1));
                    String type = columns.getString(3);
                    catalog.tables
                            .computeIfAbsent(table, none -> new ArrayList<>())
                            .add(new Field(
                                    table,
                                    lower(columns.getString(2)),
                                    type.startsWith("DATE") || type.startsWith("TIMESTAMP")));
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT table_name, column_name, target_table, target_key, display_column FROM NSMETA.reference")) {
                while (rows.next()) {
                    catalog.references.put(
                            rows.getString(1) + "." + rows.getString(2),
                            new Reference(rows.getString(3), rows.getString(4), rows.getString(5)));
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT DISTINCT table_name, column_name, qualifier_column FROM NSMETA.enumeration")) {
                while (rows.next()) {
                    catalog.enumerations.put(
                            rows.getString(1) + "." + rows.getString(2),
                            new Enumeration(Optional.ofNullable(rows.getString(3))));
                }
            }
        }
        return catalog;
    }

    /** The same with the tables that somebody may see. */
    Catalog seenBy(Permissions caller) {
        return new Catalog(tables, references, enumerations, caller);
    }

    /** The columns of a table by their names, in order. */
    Optional<Map<String, Field>> table(String name) {
        return Optional.ofNullable(tables.get(lower(name)))
                .filter(_ -> may.sees(name))
                .map(fields -> fields.stream()
                        .collect(Collectors.toMap(
                                Field::name, field -> field, (first, second) -> first, LinkedHashMap::new)));
    }

    Optional<Reference> reference(Field field) {
        return Optional.ofNullable(references.get(field.table() + "." + field.name()));
    }

    Optional<Enumeration> enumeration(Field field) {
        return Optional.ofNullable(enumerations.get(field.table() + "." + field.name()));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
