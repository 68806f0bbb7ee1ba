package org.enterprisemcp.sandbox.netsuite.records;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a table: values by column, in lower case. */
final class Row {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Row put(String column, @Nullable Object value) {
        values.put(column.toLowerCase(Locale.ROOT), value);
        return this;
    }

    /** Takes a value only where none was given. */
    Row suggest(String column, @Nullable Object value) {
        if (!values.containsKey(column)) {
            values.put(column, value);
        }
        return this;
    }

    /** Takes all values of another row. */
    Row putAll(Row other) {
        values.putAll(other.values);
        return this;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether a value, or an explicit null, was given. */
    boolean names(String column) {
        return values.containsKey(column);
    }

    boolean has(String column) {
        return values.get(column) != null;
    }

    @Nullable
    Object get(String column) {
        return values.get(column);
    }

    /** The text; empty where there is none. */
    String text(String column) {
        Object value = values.get(column);
        return value == null ? "" : value.toString();
    }

    /** The number; zero where there is none. */
    BigDecimal number(String column) {
        Object value = values.get(column);
        return switch (value) {
            case null -> BigDecimal.ZERO;
            case BigDecimal decimal -> decimal;
            default -> new BigDecimal(value.toString());
        };
    }

    /** The whole number; zero where there is none. */
    long id(String column) {
        return number(column).longValue();
    }
}
