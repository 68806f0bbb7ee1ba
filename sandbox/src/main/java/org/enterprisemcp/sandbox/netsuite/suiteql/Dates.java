package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;

/** Which expressions are dates. H2 answers the difference of two dates with an interval, Oracle with a number of days. */
final class Dates {

    /** The names that stand for the present. */
    static final Set<String> NOW = Set.of("SYSDATE", "CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP");

    private static final Set<String> MAKING =
            Set.of("TO_DATE", "TO_TIMESTAMP", "ADD_MONTHS", "LAST_DAY", "NEXT_DAY", "BUILTIN.RELATIVE_RANGES");
    private static final Set<String> KEEPING = Set.of("TRUNC", "MIN", "MAX", "NVL", "COALESCE", "GREATEST", "LEAST");

    private final Scope scope;

    Dates(Scope scope) {
        this.scope = scope;
    }

    boolean isDate(Expression expression) {
        return switch (expression) {
            case Column column ->
                scope.find(column)
                        .map(found -> found.field().date())
                        .orElse(NOW.contains(upper(column.getColumnName())));
            case TimeKeyExpression now -> NOW.contains(upper(now.getStringValue()));
            case Function function -> isDate(function);
            case Addition sum -> isDate(sum.getLeftExpression()) || isDate(sum.getRightExpression());
            case Subtraction difference ->
                isDate(difference.getLeftExpression()) && !isDate(difference.getRightExpression());
            case ParenthesedExpressionList<?> list -> list.size() == 1 && isDate(list.getFirst());
            default -> false;
        };
    }

    private boolean isDate(Function function) {
        String name = upper(function.getName());
        return MAKING.contains(name)
                || (KEEPING.contains(name)
                        && function.getParameters() != null
                        && !function.getParameters().isEmpty()
                        && isDate(function.getParameters().getFirst()));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
