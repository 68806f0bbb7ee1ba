package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.OldOracleJoinBinaryExpression;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import org.enterprisemcp.sandbox.netsuite.suiteql.Scope.Source;
import org.jspecify.annotations.Nullable;

/**
 * The outer joins of a WHERE in Oracle's syntax, {@code a.id = b.a (+)}, which H2 wants as {@code LEFT JOIN b ON a.id = b.a}.
 * SuiteQL knows the mark on the right-hand column only; on the left it may stand beside a constant.
 *
 * @param joins the comparisons with a mark
 * @param others the rest of the WHERE
 */
record OuterJoins(List<OldOracleJoinBinaryExpression> joins, List<Expression> others) {

    /** A table of the FROM, and how it is written there. */
    record Table(Source source, SqlText text) {}

    static OuterJoins in(@Nullable Expression where) {
        List<OldOracleJoinBinaryExpression> joins = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        for (Expression part : where == null ? List.<Expression>of() : parts(where)) {
            if (part instanceof OldOracleJoinBinaryExpression comparison
                    && comparison.getOldOracleJoinSyntax() != SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN) {
                joins.add(comparison);
            } else {
                others.add(part);
            }
        }
        return new OuterJoins(joins, others);
    }

    boolean isEmpty() {
        return joins.isEmpty();
    }

    SqlText write(List<Table> tables, Scope scope, ExpressionWriter expressions) {
        Map<Source, List<SqlText>> conditions = new LinkedHashMap<>();
        Map<Source, Set<Source>> needed = new LinkedHashMap<>();
        for (OldOracleJoinBinaryExpression join : joins) {
            // The parser names the join, not the side of the mark.
            boolean left = join.getOldOracleJoinSyntax() == SupportsOldOracleJoinSyntax.ORACLE_JOIN_RIGHT;
            Expression marked = left ? join.getLeftExpression() : join.getRightExpression();
            Expression other = left ? join.getRightExpression() : join.getLeftExpression();
            if (!(marked instanceof Column column) || (left && other instanceof Column)) {
                throw Refused.unsupported();
            }
            Source optional = scope.require(column).source();
            join.setOldOracleJoinSyntax(SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN);
            conditions.computeIfAbsent(optional, none -> new ArrayList<>()).add(expressions.write(join));
            Set<Source> needs = needed.computeIfAbsent(optional, none -> new HashSet<>());
            if (other instanceof Column beside) {
                needs.add(scope.require(beside).source());
            }
        }
        List<Source> here = tables.stream().map(Table::source).toList();
        needed.values().forEach(needs -> needs.retainAll(here));
        return joined(tables, conditions, needed);
    }

    private static SqlText joined(
            List<Table> tables, Map<Source, List<SqlText>> conditions, Map<Source, Set<Source>> needed) {
        List<Table> waiting = new ArrayList<>(tables);
        waiting.removeIf(table -> !conditions.containsKey(table.source()));
        List<SqlText> first = new ArrayList<>();
        Set<Source> written = new HashSet<>();
        for (Table table : tables) {
            if (!conditions.containsKey(table.source())) {
                first.add(table.text());
                written.add(table.source());
            }
        }
        SqlText text = SqlText.joined(" CROSS JOIN ", first);
        while (!waiting.isEmpty()) {
            Table next = waiting.stream()
                    .filter(table -> written.containsAll(needed.getOrDefault(table.source(), Set.of())))
                    .findFirst()
                    .filter(any -> !first.isEmpty())
                    .orElseThrow(Refused::unsupported);
            text.add(" LEFT JOIN ").add(next.text()).add(" ON ");
            text.add(SqlText.joined(" AND ", conditions.getOrDefault(next.source(), List.of())));
            written.add(next.source());
            waiting.remove(next);
        }
        return text;
    }

    private static List<Expression> parts(Expression where) {
        List<Expression> parts = new ArrayList<>();
        Expression rest = where;
        while (rest instanceof AndExpression and) {
            parts.addFirst(and.getRightExpression());
            rest = and.getLeftExpression();
        }
        parts.addFirst(rest);
        return parts;
    }
}
