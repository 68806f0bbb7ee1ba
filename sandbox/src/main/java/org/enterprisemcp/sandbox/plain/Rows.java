package org.enterprisemcp.sandbox.plain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows as JSON: column names in lower case, dates in ISO form, decimals as numbers. */
final class Rows {

    private Rows() {}

    static ArrayNode all(ResultSet rows) throws SQLException {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        while (rows.next()) {
            items.add(current(rows));
        }
        return items;
    }

    static ObjectNode current(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            put(row, columns.getColumnLabel(i).toLowerCase(Locale.ROOT), rows.getObject(i));
        }
        return row;
    }

    private static void put(ObjectNode row, String name, @Nullable Object value) {
        switch (value) {
            case null -> row.putNull(name);
            case Boolean flag -> row.put(name, flag);
            case BigDecimal decimal -> row.put(name, decimal);
            case Double number -> row.put(name, number);
            case Number number -> row.put(name, number.longValue());
            default -> row.put(name, value.toString());
        }
    }
}
