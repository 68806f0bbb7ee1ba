package org.enterprisemcp.sandbox.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.Reply;
import org.jspecify.annotations.Nullable;

/** Create, read, change and delete, the way an ordinary REST API does it. */
final class Records {

    private static final int DUPLICATE_KEY = 23505;
    private static final int NO_SUCH_PARENT = 23506;
    private static final int STILL_REFERRED_TO = 23503;

    private final Database database;

    Records(Database database) {
        this.database = database;
    }

    Reply create(Table table, ObjectNode body) throws SQLException {
        Map<String, @Nullable Object> values = values(table, body);
        require(table, values);
        List<String> names = List.copyOf(values.keySet());
        String sql = "INSERT INTO " + table.sqlName() + " (" + String.join(", ", names) + ") VALUES ("
                + "?, ".repeat(names.size() - 1) + "?)";
        try (Connection connection = database.writer();
                PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            bind(insert, values);
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                long id = key.getLong(1);
                return Reply.of(201, record(connection, table, id))
                        .with("Location", "/v1/" + table.sqlName() + "/" + id);
            }
        } catch (SQLException refused) {
            throw refusal(refused);
        }
    }

    Reply get(Table table, long id) throws SQLException {
        try (Connection connection = database.writer()) {
            return Reply.of(200, record(connection, table, id));
        }
    }

    Reply update(Table table, long id, ObjectNode body) throws SQLException {
        Map<String, @Nullable Object> values = values(table, body);
        if (values.isEmpty()) {
            throw new Refused(400, "nothing_to_change", "The body names no field.");
        }
        String sql = "UPDATE " + table.sqlName() + " SET " + String.join(" = ?, ", values.keySet()) + " = ? WHERE id = "
                + id;
        try (Connection connection = database.writer();
                PreparedStatement update = connection.prepareStatement(sql)) {
            record(connection, table, id);
            bind(update, values);
            update.executeUpdate();
            return Reply.of(200, record(connection, table, id));
        } catch (SQLException refused) {
            throw refusal(refused);
        }
    }

    Reply delete(Table table, long id) throws SQLException {
        try (Connection connection = database.writer();
                Statement delete = connection.createStatement()) {
            if (delete.executeUpdate("DELETE FROM " + table.sqlName() + " WHERE id = " + id) == 0) {
                throw missing(table, id);
            }
            return Reply.empty(204);
        } catch (SQLException refused) {
            throw refusal(refused);
        }
    }

    private static ObjectNode record(Connection connection, Table table, long id) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table.sqlName() + " WHERE id = " + id)) {
            if (!row.next()) {
                throw missing(table, id);
            }
            return Rows.current(row);
        }
    }

    private static Map<String, @Nullable Object> values(Table table, ObjectNode body) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, String> wrong = new LinkedHashMap<>();
        body.properties()
                .forEach(field -> table.column(field.getKey())
                        .ifPresentOrElse(
                                column -> {
                                    try {
                                        values.put(column.name(), value(column.kind(), field.getValue()));
                                    } catch (IllegalArgumentException | DateTimeParseException mistyped) {
                                        wrong.put(
                                                column.name(),
                                                "must be of type "
                                                        + column.kind().name().toLowerCase(Locale.ROOT));
                                    }
                                },
                                () -> wrong.put(field.getKey(), "is not a field of " + table.sqlName())));
        if (!wrong.isEmpty()) {
            throw new Refused(400, "invalid_field", "Some fields are wrong.", wrong);
        }
        return values;
    }

    private static @Nullable Object value(Table.Kind kind, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (kind) {
            case TEXT -> when(value.isTextual(), value.textValue());
            case INTEGER -> when(value.isIntegralNumber(), value.longValue());
            case DECIMAL -> when(value.isNumber(), new BigDecimal(value.isNumber() ? value.asText() : "0"));
            case DATE -> LocalDate.parse(value.asText());
        };
    }

    private static Object when(boolean right, Object value) {
        if (!right) {
            throw new IllegalArgumentException("mistyped");
        }
        return value;
    }

    private static void require(Table table, Map<String, @Nullable Object> values) {
        Map<String, String> missing = new LinkedHashMap<>();
        table.columns().stream()
                .filter(column -> column.mandatory() && values.get(column.name()) == null)
                .forEach(column -> missing.put(column.name(), "is required"));
        if (!missing.isEmpty()) {
            throw new Refused(400, "invalid_field", "Some fields are missing.", missing);
        }
    }

    private static void bind(PreparedStatement statement, Map<String, @Nullable Object> values) throws SQLException {
        List<@Nullable Object> ordered = new ArrayList<>(values.values());
        for (int i = 0; i < ordered.size(); i++) {
            statement.setObject(i + 1, ordered.get(i));
        }
    }

    private static Refused missing(Table table, long id) {
        return new Refused(404, "not_found", "There is no " + table.sqlName() + " record " + id + ".");
    }

    private static RuntimeException refusal(SQLException refused) throws SQLException {
        return switch (refused.getErrorCode()) {
            case DUPLICATE_KEY -> new Refused(409, "duplicate", "A record with this key exists already.");
            case NO_SUCH_PARENT ->
                new Refused(422, "unknown_reference", "The record refers to one that does not exist.");
            case STILL_REFERRED_TO -> new Refused(409, "in_use", "Other records refer to this one.");
            default -> throw refused;
        };
    }
}
