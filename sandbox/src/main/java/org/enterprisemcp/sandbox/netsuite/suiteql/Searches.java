package org.enterprisemcp.sandbox.netsuite.suiteql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.netsuite.suiteql.Dialect.Translation;

/** Runs translated queries as a user who may read and nothing else, each for two seconds at most. */
final class Searches {

    private static final int TIMEOUT_SECONDS = 2;

    private final Dialect dialect;
    private final SuiteQlService.Readers readers;

    Searches(Dialect dialect, SuiteQlService.Readers readers) {
        this.dialect = dialect;
        this.readers = readers;
    }

    /**
     * One page of a query.
     *
     * @param parameters the values of its question marks, in order
     * @param may what the caller may do
     * @param address where the collection is
     * @throws Refused if SuiteQL does not know the query, or it has another number of parameters
     * @throws SQLException if the database cannot be reached
     */
    ObjectNode page(String query, List<String> parameters, Paging paging, Permissions may, String address)
            throws SQLException {
        Translation translation = dialect.translate(query, may);
        if (translation.parameters() != parameters.size()) {
            throw Refused.parameter(
                    "params",
                    "Invalid number of parameters. Expected: " + translation.parameters() + ". Provided: "
                            + parameters.size() + ".");
        }
        try (Connection connection = readers.open()) {
            return read(connection, translation, parameters, paging, address);
        }
    }

    private static ObjectNode read(
            Connection connection, Translation translation, List<String> parameters, Paging paging, String address) {
        try {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            SqlText page = page(translation, paging);
            try (PreparedStatement select = prepare(connection, page, parameters);
                    ResultSet rows = select.executeQuery()) {
                Row row = new Row(translation.items());
                while (rows.next()) {
                    items.add(row.read(rows));
                }
            }
            boolean last = items.size() < paging.rows() && (!items.isEmpty() || paging.offset() == 0);
            int total = last ? paging.offset() + items.size() : count(connection, translation.counting(), parameters);
            return paging.collection(address, items, total);
        } catch (ArithmeticException overflow) {
            throw Refused.unsupported();
        } catch (SQLException failed) {
            throw H2Failures.refused(failed);
        }
    }

    private static SqlText page(Translation translation, Paging paging) {
        String part = " OFFSET " + paging.offset() + " ROWS FETCH NEXT " + paging.rows() + " ROWS ONLY";
        if (translation.values().isPresent()) {
            return SqlText.of("SELECT ")
                    .add(new SelectItems(translation.items()).readable())
                    .add(" FROM (")
                    .add(translation.values().get())
                    .add(part)
                    .add(")");
        }
        return translation.limited()
                ? SqlText.of("SELECT * FROM (").add(translation.sql()).add(")").add(part)
                : new SqlText().add(translation.sql()).add(part);
    }

    private static int count(Connection connection, SqlText counting, List<String> parameters) throws SQLException {
        try (PreparedStatement select = prepare(connection, counting, parameters);
                ResultSet count = select.executeQuery()) {
            count.next();
            return Math.min(count.getInt(1), Paging.MOST_ROWS);
        }
    }

    private static PreparedStatement prepare(Connection connection, SqlText sql, List<String> parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.toString());
        try {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            int place = 1;
            for (int asked : sql.parameters()) {
                statement.setString(place, parameters.get(asked - 1));
                place++;
            }
            return statement;
        } catch (SQLException failed) {
            statement.close();
            throw failed;
        }
    }
}
