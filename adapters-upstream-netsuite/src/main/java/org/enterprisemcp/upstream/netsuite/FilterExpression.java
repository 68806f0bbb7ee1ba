package org.enterprisemcp.upstream.netsuite;

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
            "END_WITH",
            "AFTER",
            "BEFORE",
            "ON",
            "ON_OR_AFTER",
            "ON_OR_BEFORE");
    private static final Set<String> WITH_TWO = Set.of("BETWEEN", "WITHIN");
    private static final Set<String> WITH_SOME = Set.of("ANY_OF");

    /** What models write instead, learnt from other languages. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("=", "EQUAL"),
            Map.entry("==", "EQUAL"),
            Map.entry(">", "GREATER"),
            Map.entry(">=", "GREATER_OR_EQUAL"),
            Map.entry("<", "LESS"),
            Map.entry("<=", "LESS_OR_EQUAL"),
            Map.entry("EQUALS", "EQUAL"),
            Map.entry("CONTAINS", "CONTAIN"),
            Map.entry("STARTS_WITH", "START_WITH"),
            Map.entry("ENDS_WITH", "ENDWITH"),
            Map.entry("IN", "ANY_OF"));

    private static final Pattern FIELD =
            Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}(?:\\.[A-Za-z][A-Za-z0-9_]{0,127})?");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    private FilterExpression() {}

    /** The conditions, all of which must hold; empty for none. */
    static String of(List<Filter> filters) {
        return filters.stream().map(FilterExpression::condition).collect(Collectors.joining(" AND "));
    }

    private static String condition(Filter filter) {
        if (!FIELD.matcher(filter.field()).matches()) {
            throw new RecordValidation("filters.field", "is not a field's name");
        }
        String operator = operator(filter);
        String base = operator.endsWith("_NOT") ? operator.substring(0, operator.length() - 4) : operator;
        return (filter.field() + " " + operator + " " + values(base, filter.values())).strip();
    }

    private static String operator(Filter filter) {
        String written = filter.operator().strip().toUpperCase(Locale.ROOT);
        boolean negated = filter.negated();
        if (written.endsWith("_NOT")) {
            written = written.substring(0, written.length() - 4);
            negated = !negated;
        }
        String operator = SYNONYMS.getOrDefault(written, written);
        if (!(WITHOUT_VALUE.contains(operator)
                || WITH_ONE.contains(operator)
                || WITH_TWO.contains(operator)
                || WITH_SOME.contains(operator))) {
            throw new RecordValidation(
                    "filters.op",
                    "must be one of EMPTY, IS, EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, BETWEEN, WITHIN,"
                            + " ANY_OF, CONTAIN, START_WITH, ENDWITH, AFTER, BEFORE, ON, ON_OR_AFTER, ON_OR_BEFORE,"
                            + " each also with _NOT");
        }
        return negated ? operator + "_NOT" : operator;
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
        } else if (values.isEmpty()) {
            throw new RecordValidation("filters.value", operator + " takes at least one value");
        }
        return values.stream().map(FilterExpression::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void expected(List<Object> values, int count, String operator) {
        if (values.size() != count) {
            throw new RecordValidation("filters.value", operator + " takes " + count + " values");
        }
    }

    /** Words and numbers stand as they are, everything else in double quotes, in which no quote can stand. */
    private static String literal(Object value) {
        String text = String.valueOf(value);
        if (BARE.matcher(text).matches()) {
            return text;
        }
        if (text.indexOf('"') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
            throw new RecordValidation("filters.value", "must not hold double quotes or control characters");
        }
        return "\"" + text + "\"";
    }
}
