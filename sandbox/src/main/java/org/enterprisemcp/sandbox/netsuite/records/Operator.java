package org.enterprisemcp.sandbox.netsuite.records;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.netsuite.books.Column;

/**
 * An operator of the filter language, for one group of field types. Values of the wrong type, and operators of another group, are
 * refused.
 *
 * @param word its name, without {@code _NOT}
 * @param not whether the opposite is meant
 */
record Operator(String word, boolean not) {

    private static final Map<String, Arity> ARITIES = Map.ofEntries(
            Map.entry("EMPTY", Arity.NONE),
            Map.entry("IS", Arity.ONE),
            Map.entry("CONTAIN", Arity.ONE),
            Map.entry("START_WITH", Arity.ONE),
            Map.entry("END_WITH", Arity.ONE),
            Map.entry("EQUAL", Arity.ONE),
            Map.entry("GREATER", Arity.ONE),
            Map.entry("GREATER_OR_EQUAL", Arity.ONE),
            Map.entry("LESS", Arity.ONE),
            Map.entry("LESS_OR_EQUAL", Arity.ONE),
            Map.entry("AFTER", Arity.ONE),
            Map.entry("BEFORE", Arity.ONE),
            Map.entry("ON", Arity.ONE),
            Map.entry("ON_OR_AFTER", Arity.ONE),
            Map.entry("ON_OR_BEFORE", Arity.ONE),
            Map.entry("BETWEEN", Arity.TWO),
            Map.entry("WITHIN", Arity.TWO),
            Map.entry("ANY_OF", Arity.MANY));
    /** The account's date format, which filters use in place of ISO dates. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT);

    /** How many values an operator takes. */
    enum Arity {
        NONE,
        ONE,
        TWO,
        MANY
    }

    /** Reads an operator in any case; {@code ENDWITH}, as help prints it, is {@code END_WITH}. */
    static Optional<Operator> parse(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        boolean not = name.endsWith("_NOT");
        String word = not ? name.substring(0, name.length() - "_NOT".length()) : name;
        String known = word.equals("ENDWITH") ? "END_WITH" : word;
        return ARITIES.containsKey(known) ? Optional.of(new Operator(known, not)) : Optional.empty();
    }

    Arity arity() {
        return ARITIES.getOrDefault(word, Arity.ONE);
    }

    /** The condition on a column; what its question marks stand for goes to {@code values}. */
    String condition(Column column, List<String> operands, List<Object> values) {
        String positive = word.equals("EMPTY")
                ? column.name() + " IS NULL"
                : switch (column.kind()) {
                    case FLAG -> flag(column, operands.getFirst(), values);
                    case TEXT, LONG, ENUM -> text(column, operands, values);
                    case ID, INTEGER, NUMBER, REF -> number(column, operands, values);
                    case DATE, TIME -> date(column, operands.getFirst(), values);
                };
        // A row without a value does not meet the condition, so it meets its opposite.
        return not ? "NOT COALESCE(" + positive + ", FALSE)" : "(" + positive + ")";
    }

    private String flag(Column column, String operand, List<Object> values) {
        boolean yes = operand.equalsIgnoreCase("true") || operand.equalsIgnoreCase("T");
        boolean no = operand.equalsIgnoreCase("false") || operand.equalsIgnoreCase("F");
        if (!word.equals("IS") || (!yes && !no)) {
            throw unfit(column, operand);
        }
        values.add(yes ? "T" : "F");
        return column.name() + " = ?";
    }

    private String text(Column column, List<String> operands, List<Object> values) {
        String operand = operands.getFirst().toLowerCase(Locale.ROOT);
        String lower = "LOWER(" + column.name() + ")";
        return switch (word) {
            case "IS", "EQUAL" -> bound(lower + " = ?", operand, values);
            case "START_WITH" -> bound("INSTR(" + lower + ", ?) = 1", operand, values);
            case "CONTAIN" -> bound("INSTR(" + lower + ", ?) > 0", operand, values);
            case "END_WITH" -> {
                values.add(operand.length());
                yield bound("RIGHT(" + lower + ", ?) = ?", operand, values);
            }
            case "ANY_OF" -> {
                operands.forEach(each -> values.add(each.toLowerCase(Locale.ROOT)));
                yield lower + " IN (" + marks(operands) + ")";
            }
            default -> throw unfit(column, operand);
        };
    }

    private static String bound(String sql, String operand, List<Object> values) {
        values.add(operand);
        return sql;
    }

    private static String marks(List<String> operands) {
        return operands.stream().map(each -> "?").collect(Collectors.joining(", "));
    }

    private String number(Column column, List<String> operands, List<Object> values) {
        List<BigDecimal> numbers =
                operands.stream().map(each -> number(column, each)).toList();
        values.addAll(numbers);
        return switch (word) {
            case "EQUAL", "IS" -> column.name() + " = ?";
            case "GREATER" -> column.name() + " > ?";
            case "GREATER_OR_EQUAL" -> column.name() + " >= ?";
            case "LESS" -> column.name() + " < ?";
            case "LESS_OR_EQUAL" -> column.name() + " <= ?";
            case "BETWEEN", "WITHIN" -> column.name() + " BETWEEN ? AND ?";
            case "ANY_OF" -> column.name() + " IN (" + marks(operands) + ")";
            default -> throw unfit(column, operands.getFirst());
        };
    }

    private BigDecimal number(Column column, String operand) {
        if (!operand.matches("-?[0-9]{1,18}(\\.[0-9]{1,8})?")) {
            throw unfit(column, operand);
        }
        return new BigDecimal(operand);
    }

    private String date(Column column, String operand, List<Object> values) {
        LocalDateTime day = day(column, operand).atStartOfDay();
        LocalDateTime next = day.plusDays(1);
        return switch (word) {
            case "ON", "IS" -> {
                values.addAll(Arrays.asList(day, next));
                yield column.name() + " >= ? AND " + column.name() + " < ?";
            }
            case "AFTER" -> at(column, " >= ?", next, values);
            case "ON_OR_AFTER" -> at(column, " >= ?", day, values);
            case "BEFORE" -> at(column, " < ?", day, values);
            case "ON_OR_BEFORE" -> at(column, " < ?", next, values);
            default -> throw unfit(column, operand);
        };
    }

    private static String at(Column column, String comparison, LocalDateTime moment, List<Object> values) {
        values.add(moment);
        return column.name() + comparison;
    }

    private LocalDate day(Column column, String operand) {
        try {
            return LocalDate.parse(operand, DAY);
        } catch (DateTimeParseException otherFormat) {
            throw unfit(column, operand);
        }
    }

    private Refused unfit(Column column, String operand) {
        return Refused.parameter(
                "q",
                "Invalid query parameter: " + word + (not ? "_NOT" : "") + " with the value '" + operand
                        + "' does not fit the field '" + column.name() + "'.");
    }
}
