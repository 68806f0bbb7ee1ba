package org.enterprisemcp.sandbox.netsuite.suiteql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** A row in SuiteQL's form: every value is text, a null is left out, a date is {@code M/D/YYYY}. */
final class Row {

    private final List<SelectItems.Item> items;

    Row(List<SelectItems.Item> items) {
        this.items = items;
    }

    ObjectNode read(ResultSet rows) throws SQLException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.putArray("links");
        for (int i = 0; i < items.size(); i++) {
            Object value = rows.getObject(i + 1);
            if (value != null) {
                row.put(items.get(i).shown(), text(value));
            }
        }
        return row;
    }

    private static String text(Object value) throws SQLException {
        return switch (value) {
            case BigDecimal number -> Numbers.plain(number);
            case Double number -> Numbers.plain(number);
            case Float number -> Numbers.plain(number);
            case Boolean flag -> flag ? "T" : "F";
            case Timestamp moment -> day(moment.toLocalDateTime().toLocalDate());
            case java.sql.Date day -> day(day.toLocalDate());
            case OffsetDateTime moment -> day(moment.toLocalDate());
            case Clob text -> text.getSubString(1, (int) text.length());
            default -> value.toString();
        };
    }

    private static String day(LocalDate day) {
        return day.getMonthValue() + "/" + day.getDayOfMonth() + "/" + day.getYear();
    }
}
