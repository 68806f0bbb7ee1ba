package org.enterprisemcp.sandbox.plain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.enterprisemcp.sandbox.wire.Reply;

/** One SELECT at a time, read by a user who may read and nothing else. */
final class Queries {

    private static final int TIMEOUT_SECONDS = 5;

    private final Database database;

    Queries(Database database) {
        this.database = database;
    }

    Reply run(String sql, int limit, long offset) throws SQLException {
        String query = sql.strip().replaceFirst(";\\s*$", "");
        String begin = query.toLowerCase(Locale.ROOT);
        if (!(begin.startsWith("select") || begin.startsWith("with")) || query.contains(";")) {
            throw new Refused(400, "invalid_query", "q must be a single SELECT.");
        }
        try (Connection connection = database.reader();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            // The line break ends a comment that would swallow what is put behind the query.
            body.set("items", rows(statement, "SELECT * FROM (" + query + "\n) LIMIT " + limit + " OFFSET " + offset));
            body.put("total", total(statement, "SELECT COUNT(*) FROM (" + query + "\n)"));
            return Reply.of(200, body);
        } catch (SQLException refused) {
            throw new Refused(400, "invalid_query", words(refused));
        }
    }

    private static ArrayNode rows(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return Rows.all(rows);
        }
    }

    private static long total(Statement statement, String sql) throws SQLException {
        try (ResultSet count = statement.executeQuery(sql)) {
            count.next();
            return count.getLong(1);
        }
    }

    /** The database's own words without the statement that it quotes behind them. */
    private static String words(SQLException refused) {
        String message = String.valueOf(refused.getMessage());
        int statement = message.indexOf("; SQL statement");
        return (statement < 0 ? message : message.substring(0, statement)).replaceAll("\\s+", " ");
    }
}
