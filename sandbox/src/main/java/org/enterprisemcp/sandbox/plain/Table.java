package org.enterprisemcp.sandbox.plain;

import java.util.List;
import java.util.Optional;

/**
 * A record type of the sandbox: what it is made of.
 *
 * @param sqlName its name in URLs and SQL
 * @param columns its columns beside the id
 */
record Table(String sqlName, List<Column> columns) {

    static final Table CUSTOMERS = of(
            "customers",
            Column.required("name", Kind.TEXT),
            Column.required("email", Kind.TEXT),
            Column.optional("city", Kind.TEXT),
            Column.optional("country", Kind.TEXT),
            Column.optional("credit_limit", Kind.DECIMAL));
    static final Table ITEMS = of(
            "items",
            Column.required("sku", Kind.TEXT),
            Column.required("name", Kind.TEXT),
            Column.required("price", Kind.DECIMAL),
            Column.optional("stock", Kind.INTEGER));
    static final Table ORDERS = of(
            "orders",
            Column.required("customer_id", Kind.INTEGER),
            Column.required("item_id", Kind.INTEGER),
            Column.required("quantity", Kind.INTEGER),
            Column.optional("status", Kind.TEXT),
            Column.optional("ordered_on", Kind.DATE));

    /** All of them; those that are referred to come first. */
    static final List<Table> ALL = List.of(CUSTOMERS, ITEMS, ORDERS);

    /** What a column holds. */
    enum Kind {
        TEXT("VARCHAR(200)"),
        INTEGER("BIGINT"),
        DECIMAL("DECIMAL(12,2)"),
        DATE("DATE");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /**
     * A column beside the id.
     *
     * @param name its name in SQL and JSON
     * @param kind what it holds
     * @param mandatory whether a record cannot be without it
     */
    record Column(String name, Kind kind, boolean mandatory) {
        private static Column required(String name, Kind kind) {
            return new Column(name, kind, true);
        }

        private static Column optional(String name, Kind kind) {
            return new Column(name, kind, false);
        }

        String definition() {
            return name + " " + kind.sql() + (mandatory ? " NOT NULL" : "");
        }
    }

    private static Table of(String sqlName, Column... columns) {
        return new Table(sqlName, List.of(columns));
    }

    /** The column of that name. */
    Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The record type of that name. */
    static Optional<Table> named(String name) {
        return ALL.stream().filter(table -> table.sqlName().equals(name)).findFirst();
    }
}
