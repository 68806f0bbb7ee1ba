package org.enterprisemcp.upstream.netsuite;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QuerySchema;
import org.enterprisemcp.domain.record.Fields;

/**
 * SuiteQL brings every value as a string. Where a column has the name and therefore the kind of a column of the tables that the
 * query reads, this turns the string into what it means; everything else stays as it came.
 */
final class TypedRows {

    private static final Pattern NUMBER =
            Pattern.compile("-?(?:(?:0|[1-9][0-9]{0,29})(?:\\.[0-9]{1,30})?|\\.[0-9]{1,30})");
    private static final Pattern DATE = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})");
    private static final String CONTRADICTED = "";
    private static final int MONTHS = 12;
    private static final String ASSUMED =
            "Dates were read as month/day/year; none of these rows shows the order for certain.";

    private final QuerySchema schema;

    TypedRows(QuerySchema schema) {
        this.schema = schema;
    }

    /**
     * Rows with what their values mean.
     *
     * @param rows the rows
     * @param notes what was assumed, one sentence each; may be empty
     */
    record Typed(List<Fields> rows, List<String> notes) {}

    Typed typed(CallScope scope, String query, List<Fields> rows) {
        Map<String, String> kinds = kinds(scope, query);
        List<Matcher> dates = dates(rows, kinds);
        if (dates.stream().anyMatch(date -> number(date, 1) > MONTHS)) {
            kinds.replaceAll((_, kind) -> kind.equals("date") ? CONTRADICTED : kind);
            dates = List.of();
        }
        boolean assumed = !dates.isEmpty() && dates.stream().noneMatch(date -> number(date, 2) > MONTHS);
        return new Typed(rows.stream().map(row -> typed(row, kinds)).toList(), assumed ? List.of(ASSUMED) : List.of());
    }

    /** Accounts differ in the order of day and month, and one date alone often does not tell: all of an answer are looked at. */
    private static List<Matcher> dates(List<Fields> rows, Map<String, String> kinds) {
        return rows.stream()
                .flatMap(row -> row.values().entrySet().stream())
                .filter(value -> kinds.getOrDefault(value.getKey(), "").equals("date"))
                .map(value -> DATE.matcher(String.valueOf(value.getValue())))
                .filter(Matcher::matches)
                .toList();
    }

    /** The kinds of columns by name; one that means different things in two tables has none. */
    private Map<String, String> kinds(CallScope scope, String query) {
        Map<String, String> kinds = new HashMap<>();
        for (String table : QueriedTables.of(query)) {
            for (FieldDescription column : columns(scope, table)) {
                kinds.merge(column.name(), column.kind(), (one, other) -> one.equals(other) ? one : CONTRADICTED);
            }
        }
        return kinds;
    }

    /** A table of which nothing is known leaves its columns untyped; that is no reason to fail a query that worked. */
    private List<FieldDescription> columns(CallScope scope, String table) {
        try {
            return schema.table(scope, table, Optional.empty()).value().columns();
        } catch (McpServerException unknown) {
            return List.of();
        }
    }

    private static Fields typed(Fields row, Map<String, String> kinds) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.values()
                .forEach((name, value) -> values.put(
                        name, value instanceof String text ? typed(text, kinds.getOrDefault(name, "")) : value));
        return new Fields(values);
    }

    private static Object typed(String text, String kind) {
        return switch (kind) {
            case "integer", "number" -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
            case "boolean" -> text.equals("T") || text.equals("F") ? (Object) text.equals("T") : text;
            case "date" -> isoDate(text);
            default -> text;
        };
    }

    /** M/D/YYYY, the format of most accounts; any other stays as it is rather than be guessed. */
    private static String isoDate(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches() || !isMonthAndDay(number(date, 1), number(date, 2))) {
            return text;
        }
        return date.group(3) + "-" + twoDigits(date.group(1)) + "-" + twoDigits(date.group(2));
    }

    private static boolean isMonthAndDay(int month, int day) {
        return month >= 1 && month <= MONTHS && day >= 1 && day <= 31;
    }

    private static int number(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }
}
