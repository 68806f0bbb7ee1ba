package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.WindowElement;
import net.sf.jsqlparser.expression.WindowOffset;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;

/** Writes calls of functions for H2: scalar ones, aggregates, window functions and {@code BUILTIN.…}. */
final class FunctionWriter {

    private final ExpressionWriter expressions;
    private final BuiltIns builtIns;
    private boolean aggregated;

    FunctionWriter(ExpressionWriter expressions, SelectWriter selects, Scope scope) {
        this.expressions = expressions;
        this.builtIns = new BuiltIns(expressions, selects, scope);
    }

    boolean aggregated() {
        return aggregated;
    }

    /** What is displayed, if the expression is nothing but a {@code BUILTIN.DF}. */
    Optional<BuiltIns.Displayed> displayed(Expression expression) {
        return expression instanceof Function function && function.getName().equalsIgnoreCase("BUILTIN.DF")
                ? Optional.of(builtIns.displayed(arguments(function.getParameters())))
                : Optional.empty();
    }

    SqlText write(Function function) {
        String name = function.getName().toUpperCase(Locale.ROOT);
        List<Expression> arguments = arguments(function.getParameters());
        refuseClauses(function);
        if (name.startsWith("BUILTIN.")) {
            return builtIns.write(name.substring("BUILTIN.".length()), arguments);
        }
        if (Functions.isAggregate(name)) {
            aggregated = true;
            return aggregate(name, arguments, function.isDistinct(), function.isAllColumns());
        }
        if (function.isDistinct() || function.isAllColumns()) {
            throw Refused.unsupported();
        }
        return scalar(name, arguments);
    }

    SqlText write(AnalyticExpression call) {
        String name = call.getName().toUpperCase(Locale.ROOT);
        boolean aggregate = Functions.isAggregate(name);
        if (call.getType() != AnalyticType.OVER
                || !(aggregate || Functions.isWindow(name))
                || call.getKeep() != null
                || call.getFilterExpression() != null
                || call.getWindowName() != null
                || call.getHavingClause() != null
                || call.getLimit() != null
                || call.isUnique()
                || call.getFuncOrderBy() != null
                || call.getOnOverflowTruncate() != null) {
            throw Refused.unsupported();
        }
        List<Expression> arguments = new ArrayList<>();
        for (Expression argument : Arrays.asList(call.getExpression(), call.getOffset(), call.getDefaultValue())) {
            if (argument != null) {
                arguments.add(argument);
            }
        }
        SqlText text = aggregate
                ? aggregate(name, arguments, call.isDistinct(), call.isAllColumns())
                : SqlText.of(name + "(").add(list(arguments)).add(")");
        if (call.isIgnoreNulls() || call.isIgnoreNullsOutside()) {
            text.add(" IGNORE NULLS");
        }
        return text.add(" OVER (").add(window(call)).add(")");
    }

    private SqlText aggregate(String name, List<Expression> arguments, boolean distinct, boolean allColumns) {
        boolean star =
                allColumns || (arguments.size() == 1 && arguments.getFirst().getClass() == AllColumns.class);
        if (star) {
            if (!name.equals("COUNT")) {
                throw Refused.unsupported();
            }
            return SqlText.of("COUNT(*)");
        }
        boolean approximate = name.equals("APPROX_COUNT_DISTINCT");
        return SqlText.of((approximate ? "COUNT" : name) + "(" + (distinct || approximate ? "DISTINCT " : ""))
                .add(list(arguments))
                .add(")");
    }

    private SqlText scalar(String name, List<Expression> arguments) {
        if (Dates.NOW.contains(name) && arguments.isEmpty()) {
            return expressions.now(name);
        }
        if (name.equals("TRUNC") && arguments.size() == 2 && arguments.getLast() instanceof StringValue) {
            return call("SUITEQL.TRUNC_DATE", arguments);
        }
        if (name.equals("INSTR") && arguments.size() == 4) {
            return call("SUITEQL.INSTR", arguments);
        }
        return call(Functions.scalar(name).orElseThrow(Refused::unsupported), arguments);
    }

    private SqlText call(String h2Name, List<Expression> arguments) {
        return SqlText.of(h2Name + "(").add(list(arguments)).add(")");
    }

    private SqlText list(List<Expression> arguments) {
        return SqlText.joined(", ", arguments.stream().map(expressions::write).toList());
    }

    private SqlText window(AnalyticExpression call) {
        SqlText text = new SqlText();
        ExpressionList<?> partition = call.getPartitionExpressionList();
        if (partition != null && !partition.isEmpty()) {
            text.add("PARTITION BY ").add(expressions.all(partition)).add(" ");
        }
        List<OrderByElement> order = call.getOrderByElements();
        if (order != null && !order.isEmpty()) {
            text.add("ORDER BY ")
                    .add(SqlText.joined(
                            ", ",
                            order.stream()
                                    .map(term -> expressions
                                            .write(term.getExpression())
                                            .add(SelectWriter.direction(term)))
                                    .toList()));
        }
        WindowElement frame = call.getWindowElement();
        if (frame != null) {
            text.add(" " + frame.getType().name() + " ");
            text.add(
                    frame.getRange() == null
                            ? bound(frame.getOffset())
                            : "BETWEEN " + bound(frame.getRange().getStart()) + " AND "
                                    + bound(frame.getRange().getEnd()));
        }
        return text;
    }

    private static String bound(WindowOffset offset) {
        String type = offset.getType().name();
        return switch (offset.getExpression()) {
            case null -> type.equals("CURRENT") ? "CURRENT ROW" : "UNBOUNDED " + type;
            case LongValue rows -> rows.getStringValue() + " " + type;
            default -> throw Refused.unsupported();
        };
    }

    private static List<Expression> arguments(ExpressionList<?> parameters) {
        return parameters == null ? List.of() : new ArrayList<>(parameters);
    }

    private static void refuseClauses(Function function) {
        if (function.getKeep() != null
                || function.getAttribute() != null
                || function.getNamedParameters() != null
                || function.getOrderByElements() != null
                || function.getHavingClause() != null
                || function.getLimit() != null
                || function.getNullHandling() != null
                || function.getExtraKeyword() != null
                || function.getOnOverflowTruncate() != null
                || function.isUnique()
                || function.isEscaped()
                || function.isIgnoreNullsOutside()) {
            throw Refused.unsupported();
        }
    }
}
