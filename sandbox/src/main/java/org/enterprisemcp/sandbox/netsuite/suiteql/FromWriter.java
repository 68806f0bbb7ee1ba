package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.enterprisemcp.sandbox.netsuite.suiteql.Catalog.Field;
import org.enterprisemcp.sandbox.netsuite.suiteql.Scope.Source;
import org.jspecify.annotations.Nullable;

/** Writes the FROM of one select for H2, and learns the names that the rest of it may use. */
final class FromWriter {

    private final SelectWriter selects;
    private final Optional<Scope> around;
    private final Scope scope;
    private final List<Expression> conditions = new ArrayList<>();

    FromWriter(SelectWriter selects, Optional<Scope> around) {
        this.selects = selects;
        this.around = around;
        this.scope = new Scope(around);
    }

    /** The names of this select, after it was written. */
    Scope scope() {
        return scope;
    }

    /** What the WHERE still has to say, after the FROM was written: all of it but the outer joins. */
    List<Expression> conditions() {
        return List.copyOf(conditions);
    }

    SqlText write(PlainSelect select) {
        List<Join> joins = orNone(select.getJoins());
        boolean listed = joins.stream().anyMatch(Join::isSimple);
        boolean joined = joins.stream().anyMatch(join -> !join.isSimple())
                || select.getFromItem() instanceof ParenthesedFromItem;
        OuterJoins outer = OuterJoins.in(select.getWhere());
        if (joined && (listed || !outer.isEmpty())) {
            // Either the syntax of Oracle or that of SQL-92.
            throw Refused.unsupported();
        }
        conditions.addAll(outer.others());
        if (outer.isEmpty()) {
            return item(select.getFromItem()).add(joins(joins));
        }
        List<OuterJoins.Table> tables = new ArrayList<>();
        tables.add(table(select.getFromItem()));
        joins.forEach(join -> tables.add(table(join.getFromItem())));
        return outer.write(tables, scope, new ExpressionWriter(selects, scope));
    }

    private OuterJoins.Table table(FromItem item) {
        SqlText text = item(item);
        return new OuterJoins.Table(scope.sources().getLast(), text);
    }

    private SqlText item(FromItem item) {
        if (item.getPivot() != null || item.getUnPivot() != null || item.getSampleClause() != null) {
            throw Refused.unsupported();
        }
        return switch (item) {
            case Table table -> table(table);
            case ParenthesedSelect select when select.getClass() == ParenthesedSelect.class -> select(select);
            case ParenthesedFromItem inner
            when inner.getAlias() == null ->
                SqlText.of("(")
                        .add(item(inner.getFromItem()))
                        .add(joins(orNone(inner.getJoins())))
                        .add(")");
            default -> throw Refused.unsupported();
        };
    }

    private SqlText table(Table table) {
        selects.refuseQuotes(table.getFullyQualifiedName());
        String name = Scope.unquoted(table.getName());
        if (table.getIndexHint() != null || table.getSqlServerHints() != null) {
            throw Refused.unsupported();
        }
        boolean plain = table.getNameParts().size() == 1
                && !table.getFullyQualifiedName().contains("@");
        String alias = alias(table.getAlias()).orElse(name);
        if (plain && name.equalsIgnoreCase("dual")) {
            scope.add(new Source(alias, "dual", Map.of()));
            return SqlText.of("DUAL ").name(alias);
        }
        Map<String, Field> columns = (plain ? selects.catalog().table(name) : Optional.<Map<String, Field>>empty())
                .orElseThrow(() -> Refused.unknownTable(table.getFullyQualifiedName()));
        String lower = name.toLowerCase(Locale.ROOT);
        scope.add(new Source(alias, lower, columns));
        return SqlText.of("NS.").name(lower).add(" ").name(alias);
    }

    private SqlText select(ParenthesedSelect select) {
        SelectWriter.Written written = selects.writeInner(select, around);
        Map<String, Field> columns = new LinkedHashMap<>();
        for (SelectItems.Item item : written.items()) {
            // The name that the outer select uses, with the meaning of the column behind it.
            columns.putIfAbsent(item.label(), item.field());
        }
        String alias = alias(select.getAlias()).orElse("");
        scope.add(new Source(alias, alias, columns));
        return alias.isEmpty() ? written.sql() : written.sql().add(" ").name(alias);
    }

    private SqlText joins(List<Join> joins) {
        SqlText text = new SqlText();
        for (Join join : joins) {
            text.add(kind(join)).add(item(join.getFromItem()));
            Collection<Expression> on = join.getOnExpressions();
            for (Expression condition : on) {
                text.add(" ON ").add(new ExpressionWriter(selects, scope).write(condition));
            }
            if (!join.getUsingColumns().isEmpty()) {
                text.add(" USING (").add(using(join)).add(")");
            }
        }
        return text;
    }

    private SqlText using(Join join) {
        return SqlText.joined(
                ", ",
                join.getUsingColumns().stream()
                        .map(column -> new SqlText().name(scope.merge(column, join.isRight())))
                        .toList());
    }

    private static String kind(Join join) {
        if (join.isNatural()
                || join.isApply()
                || join.isSemi()
                || join.isGlobal()
                || join.isStraight()
                || join.isWindowJoin()
                || join.isFull()
                || join.getJoinHint() != null
                || (join.isOuter() && !join.isLeft() && !join.isRight())) {
            throw Refused.unsupported();
        }
        if (join.isSimple()) {
            return ", ";
        }
        if (join.isLeft()) {
            return " LEFT JOIN ";
        }
        if (join.isRight()) {
            return " RIGHT JOIN ";
        }
        return join.isCross() ? " CROSS JOIN " : " JOIN ";
    }

    private Optional<String> alias(@Nullable Alias alias) {
        if (alias == null) {
            return Optional.empty();
        }
        if (alias.getAliasColumns() != null) {
            throw Refused.unsupported();
        }
        selects.refuseQuotes(alias.getName());
        return Optional.of(Scope.unquoted(alias.getName()));
    }

    private static List<Join> orNone(@Nullable List<Join> joins) {
        return joins == null ? List.of() : joins;
    }
}
