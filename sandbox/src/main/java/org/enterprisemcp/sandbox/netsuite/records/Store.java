package org.enterprisemcp.sandbox.netsuite.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.Table;
import org.jspecify.annotations.Nullable;

/** Rows of an account's books, read and written within one transaction. Names of tables and columns come from the books only. */
final class Store {

    private final Connection connection;

    Store(Connection connection) {
        this.connection = connection;
    }

    List<Row> rows(String sql, @Nullable Object... values) {
        try (PreparedStatement select = prepared(sql, values);
                ResultSet found = select.executeQuery()) {
            ResultSetMetaData columns = found.getMetaData();
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                Row row = new Row();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), found.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException broken) {
            throw new StoreBroken(broken);
        }
    }

    Optional<Row> row(String sql, @Nullable Object... values) {
        return rows(sql, values).stream().findFirst();
    }

    Optional<Row> row(Table table, long key) {
        return row("SELECT * FROM " + table.name() + " WHERE " + table.key().name() + " = ?", key);
    }

    /** What people call a row; empty if there is no such row. */
    Optional<String> name(Table table, Column key, long id) {
        return row("SELECT " + table.display() + " AS n FROM " + table.name() + " WHERE " + key.name() + " = ?", id)
                .map(row -> row.text("n"));
    }

    void insert(Table table, Row row) {
        String names = String.join(", ", row.values().keySet());
        String marks = "?, ".repeat(row.values().size() - 1) + "?";
        change(
                "INSERT INTO " + table.name() + " (" + names + ") VALUES (" + marks + ")",
                row.values().values().toArray());
    }

    /** Changes the rows that meet the condition. */
    void update(Table table, Row row, String condition, @Nullable Object... values) {
        if (row.isEmpty()) {
            return;
        }
        List<@Nullable Object> all = new ArrayList<>(row.values().values());
        all.addAll(List.of(values));
        change(
                "UPDATE " + table.name() + " SET "
                        + String.join(" = ?, ", row.values().keySet()) + " = ? WHERE " + condition,
                all.toArray());
    }

    int change(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException broken) {
            throw new StoreBroken(broken);
        }
    }

    /** The next number of a series. */
    long next(String series) {
        if (change("UPDATE NSMETA.counter SET latest = latest + 1 WHERE name = ?", series) == 0) {
            change("INSERT INTO NSMETA.counter VALUES (?, 1)", series);
        }
        return row("SELECT latest FROM NSMETA.counter WHERE name = ?", series)
                .orElseThrow()
                .id("latest");
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** The database does not do what it is asked for; a fault of the sandbox, never of the caller. */
    static final class StoreBroken extends RuntimeException {
        StoreBroken(SQLException cause) {
            super(cause);
        }
    }
}
