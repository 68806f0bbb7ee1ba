package org.enterprisemcp.sandbox.netsuite.records;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.Entity;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.RecordTypes;
import org.enterprisemcp.sandbox.netsuite.books.Table;
import org.enterprisemcp.sandbox.netsuite.books.Tables;

/**
 * What one request works with: rows within one transaction, and what they mean.
 *
 * @param store the rows
 * @param tables the tables
 * @param types the record types
 * @param links how resources are linked
 * @param clock the account's time
 */
record Work(Store store, Tables tables, RecordTypes types, Links links, Clock clock) {

    /**
     * What a reference leads to.
     *
     * @param name how people call it
     * @param type its record type; empty if it is no record
     */
    record Target(String name, Optional<RecordType> type) {}

    LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    /** What a row's reference leads to; empty if there is no such row. */
    Optional<Target> target(Field field, long id) {
        Table table = tables.require(field.column().target());
        return store.row(table, id).map(row -> new Target(row.text(table.display()), recordType(table, row)));
    }

    private Optional<RecordType> recordType(Table table, Row row) {
        return switch (table.name()) {
            case "entity" ->
                Arrays.stream(Entity.values())
                        .filter(each -> each.type().equals(row.text("type")))
                        .findFirst()
                        .flatMap(each -> types.of(each.table(), ""));
            case "item" -> types.of("item", row.text("itemtype"));
            default -> types.of(table.name(), row.text("type"));
        };
    }

    /** Codes and labels that a field may have in a row of the given type. */
    Map<String, String> labels(Column column, String type) {
        Map<String, String> labels = new LinkedHashMap<>();
        tables.enumeration(column.target()).forEach((code, label) -> {
            if (code.startsWith(type + ":") && !type.isEmpty()) {
                labels.put(code.substring(type.length() + 1), label.substring(label.indexOf(" : ") + 3));
            } else if (code.indexOf(':') < 0) {
                labels.put(code, label);
            }
        });
        return labels;
    }

    /** The id of a record by what stands in a path: its number, or {@code eid:} and its external id. */
    long find(RecordType type, String id) {
        return search(type, id).orElseThrow(() -> Refused.missing(type.isTransaction()));
    }

    Optional<Long> search(RecordType type, String id) {
        String key = type.table().key().name();
        String select = "SELECT " + key + " AS id FROM " + type.table().name() + " WHERE " + type.condition() + " AND ";
        if (id.startsWith("eid:")) {
            return store.row(select + "externalid = ?", unquoted(id.substring(4)))
                    .map(row -> row.id("id"));
        }
        return id.matches("-?[0-9]{1,18}")
                ? store.row(select + key + " = ?", Long.parseLong(id)).map(row -> row.id("id"))
                : Optional.empty();
    }

    Row row(RecordType type, long id) {
        return store.row(type.table(), id).orElseThrow(() -> Refused.missing(type.isTransaction()));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
