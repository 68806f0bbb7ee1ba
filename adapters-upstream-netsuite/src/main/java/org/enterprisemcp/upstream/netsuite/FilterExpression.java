package org.enterprisemcp.upstream.netsuite;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.record.RecordSearch.Filter;

/** Conditions as the {@code q} language writes them: {@code email START_WITH "a b" AND id BETWEEN_NOT [1, 42]}. */
final class FilterExpression {

    private static final Set<String> WITHOUT_VALUE = Set.of("EMPTY");
    private static final Set<String> WITH_ONE = Set.of(
            "IS",
            "EQUAL",
            "GREATER",
            "GREATER_OR_EQUAL",
            "LESS",
            "LESS_OR_EQUAL",
            "CONTAIN",
            "START_WITH",
            "ENDWITH",
            "AFTER",
            "BEFORE",
            "ON",
            "ON_OR_AFTER",
            "ON_OR_BEFORE");
    private static final Set<String> WITH_TWO = Set.of("BETWEEN", "WITHIN");
    private static final Set<String> WITH_SOME = Set.of("ANY_OF");

    /** What models write instead, learnt from other languages; help itself prints ENDWITH and END_WITH_NOT. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("=", "EQUAL"),
            Map.entry("==", "EQUAL"),
            Map.entry("!=", "EQUAL_NOT"),
            Map.entry("<>", "EQUAL_NOT"),
            Map.entry(">", "GREATER"),
            Map.entry(">=", "GREATER_OR_EQUAL"),
            Map.entry("<", "LESS"),
            Map.entry("<=", "LESS_OR_EQUAL"),
            Map.entry("EQUALS", "EQUAL"),
            Map.entry("CONTAINS", "CONTAIN"),
            Map.entry("STARTS_WITH", "START_WITH"),
            Map.entry("END_WITH", "ENDWITH"),
            Map.entry("ENDS_WITH", "ENDWITH"),
            Map.entry("IN", "ANY_OF"));

    private static final Pattern FIELD =
            Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}(?:\\.[A-Za-z][A-Za-z0-9_]{0,127})?");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]{1,40}(?:E[0-9+-]{1,5})?");
    private static final Pattern RESERVED = Pattern.compile("(?i)AND|OR|(?:EMPTY|" + String.join("|", WITH_ONE) + "|"
            + String.join("|", WITH_TWO) + "|ANY_OF|END_WITH)(?:_NOT)?");
    private static final String NOT = "_NOT";
    private static final int MAX_LENGTH = 4_000;

    private FilterExpression() {}

    /** The conditions, all of which must hold; empty for none. */
    static String of(List<Filter> filters) {
        String expression = filters.stream().map(FilterExpression::condition).collect(Collectors.joining(" AND "));
        if (expression.length() > MAX_LENGTH) {
            throw new RecordValidation("filters", "must be at most " + MAX_LENGTH + " characters when written as q");
        }
        return expression;
    }

    private static String condition(Filter filter) {
        if (!FIELD.matcher(filter.field()).matches()) {
            throw new RecordValidation("filters.field", "is not a field's name");
        }
        boolean negated = filter.negated();
        String operator = written(filter);
        if (operator.endsWith(NOT)) {
            operator = operator.substring(0, operator.length() - NOT.length());
            negated = !negated;
        }
        operator = SYNONYMS.getOrDefault(operator, operator);
        String values = values(operator, filter.values());
        return (filter.field() + " " + (negated ? negation(operator) : operator) + " " + values).strip();
    }

    /** The operator in capitals; an equals sign means another operator for a text than for a number. */
    private static String written(Filter filter) {
        String operator = filter.operator().strip().toUpperCase(Locale.ROOT);
        String known = SYNONYMS.getOrDefault(operator, operator);
        boolean symbol = !known.equals(operator) && known.startsWith("EQUAL");
        return symbol && !filter.values().stream().map(String::valueOf).allMatch(NUMBER.asMatchPredicate())
                ? known.replace("EQUAL", "IS")
                : known;
    }

    private static String negation(String operator) {
        return operator.equals("ENDWITH") ? "END_WITH_NOT" : operator + NOT;
    }

    private static String values(String operator, List<Object> values) {
        if (WITHOUT_VALUE.contains(operator)) {
            expected(values, 0, operator);
            return "";
        }
        if (WITH_ONE.contains(operator)) {
            expected(values, 1, operator);
            return literal(values.getFirst());
        }
        if (WITH_TWO.contains(operator)) {
            expected(values, 2, operator);
            return list(values);
        }
        if (!WITH_SOME.contains(operator)) {
            throw new RecordValidation(
                    "filters.op",
                    "must be one of EMPTY, IS, EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, BETWEEN, WITHIN,"
                            + " ANY_OF, CONTAIN, START_WITH, ENDWITH, AFTER, BEFORE, ON, ON_OR_AFTER, ON_OR_BEFORE,"
                            + " each also with _NOT");
        }
        if (values.isEmpty()) {
            throw new RecordValidation("filters.value", operator + " takes at least one value");
        }
        return list(values);
    }

    private static String list(List<Object> values) {
        return values.stream().map(FilterExpression::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void expected(List<Object> values, int count, String operator) {
        if (values.size() != count) {
            throw new RecordValidation("filters.value", operator + " takes " + count + " values");
        }
    }

    /** Words and numbers stand as they are, everything else in double quotes, in which no quote can stand. */
    private static String literal(Object value) {
        String text = switch (value) {
            case String written -> written;
            case BigDecimal decimal -> decimal.toPlainString();
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> throw new RecordValidation("filters.value", "must be a text, a number or a boolean");
        };
        if (BARE.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
            return text;
        }
        return quoted("filters.value", text);
    }

    /** A text in double quotes, for the argument of that name. */
    static String quoted(String argument, String text) {
        if (text.indexOf('"') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
            throw new RecordValidation(argument, "must not hold double quotes or control characters");
        }
        return "\"" + text + "\"";
    }
}
