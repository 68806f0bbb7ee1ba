package org.enterprisemcp.sandbox.netsuite.books;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes many rows of one table in batches. */
final class Filler implements AutoCloseable {

    private static final int BATCH = 2_000;

    private final PreparedStatement insert;
    private int waiting;

    Filler(Connection connection, String table, String columns) throws SQLException {
        int count = columns.split(",", -1).length;
        this.insert = connection.prepareStatement(
                "INSERT INTO " + table + " (" + columns + ") VALUES (" + "?, ".repeat(count - 1) + "?)");
    }

    void add(@Nullable Object... values) throws SQLException {
        batch(insert, values);
        if (++waiting == BATCH) {
            insert.executeBatch();
            waiting = 0;
        }
    }

    static void batch(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    @Override
    public void close() throws SQLException {
        try (insert) {
            if (waiting > 0) {
                insert.executeBatch();
            }
        }
    }
}
