package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.Field;

/** Values of the books as JSON (netsuite.md, 1.4). */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    private Values() {}

    /** A value of a body field: keys are strings. */
    static JsonNode of(Work work, Field field, Row row, int sign, String type, boolean simpleEnums) {
        String column = field.column().name();
        return switch (field.column().kind()) {
            case ID, TEXT, LONG -> JSON.textNode(row.text(column));
            case INTEGER, NUMBER -> number(row.number(column), field.signed() ? sign : 1);
            case FLAG -> JSON.booleanNode(row.text(column).equals("T"));
            case DATE -> JSON.textNode(moment(row, column).toLocalDate().toString());
            case TIME -> JSON.textNode(moment(row, column).format(MOMENT));
            case REF -> reference(work, field, row.id(column));
            case ENUM -> code(work, field.column(), row.text(column), type, simpleEnums);
        };
    }

    /** A value of a line: keys are numbers. */
    static JsonNode ofLine(Work work, Field field, Row row, int sign, String type, boolean simpleEnums) {
        return field.column().kind() == Column.Kind.ID
                ? JSON.numberNode(row.id(field.column().name()))
                : of(work, field, row, sign, type, simpleEnums);
    }

    static LocalDateTime moment(Row row, String column) {
        return switch (row.get(column)) {
            case LocalDateTime moment -> moment;
            case LocalDate day -> day.atStartOfDay();
            case Timestamp moment -> moment.toLocalDateTime();
            case null, default -> throw new IllegalStateException(column + " holds no date");
        };
    }

    private static JsonNode number(BigDecimal value, int sign) {
        BigDecimal plain = value.multiply(BigDecimal.valueOf(sign)).stripTrailingZeros();
        return plain.scale() <= 0 ? JSON.numberNode(plain.longValue()) : JSON.numberNode(plain);
    }

    private static ObjectNode reference(Work work, Field field, long id) {
        ObjectNode node = JSON.objectNode();
        work.target(field, id)
                .ifPresentOrElse(
                        target -> {
                            node.set(
                                    "links",
                                    target.type()
                                            .map(type -> Links.self(work.links().record(type, id)))
                                            .orElseGet(Links::none));
                            node.put("id", String.valueOf(id)).put("refName", target.name());
                        },
                        () -> node.set("links", Links.none()));
        return node.has("id") ? node : node.put("id", String.valueOf(id));
    }

    private static JsonNode code(Work work, Column column, String code, String type, boolean simple) {
        if (simple) {
            return JSON.textNode(code);
        }
        ObjectNode node = JSON.objectNode();
        node.set("links", Links.none());
        return node.put("id", code).put("refName", work.labels(column, type).getOrDefault(code, code));
    }
}
