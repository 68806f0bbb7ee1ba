package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.enterprisemcp.sandbox.netsuite.suiteql.Catalog.Field;

/** What a select answers, in order. */
record SelectItems(List<Item> all) {

    /**
     * One column of an answer.
     *
     * @param sql the expression
     * @param label its name for H2, in lower case; no two columns of a select share one
     * @param shown its name in the answer: the alias, the column's name, or {@code expr1}, {@code expr2} …
     * @param field what it is known to be
     * @param displayed what is displayed, if it is a {@code BUILTIN.DF}
     */
    record Item(SqlText sql, String label, String shown, Field field, Optional<BuiltIns.Displayed> displayed) {}

    static SelectItems write(
            List<SelectItem<?>> selected, SelectWriter selects, Scope scope, ExpressionWriter expressions) {
        List<Item> items = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        int unnamed = 0;
        for (SelectItem<?> item : selected) {
            Expression expression = item.getExpression();
            if (expression instanceof AllColumns every) {
                for (Scope.Found found : expanded(every, scope)) {
                    items.add(item(found.text(), found.name(), found.field(), Optional.empty(), labels));
                }
                continue;
            }
            SqlText sql = expressions.write(expression);
            Optional<Scope.Found> column = expression instanceof Column name ? scope.find(name) : Optional.empty();
            String shown;
            if (item.getAlias() != null) {
                selects.refuseQuotes(item.getAlias().getName());
                shown = Scope.unquoted(item.getAlias().getName());
            } else if (expression instanceof Column name) {
                shown = Scope.unquoted(name.getColumnName());
            } else {
                unnamed++;
                shown = "expr" + unnamed;
            }
            Field field =
                    column.map(Scope.Found::field).orElseGet(() -> new Field("", "", expressions.isDate(expression)));
            items.add(item(sql, shown.toLowerCase(Locale.ROOT), field, expressions.displayed(expression), labels));
        }
        return new SelectItems(List.copyOf(items));
    }

    /** The items with their labels, as they stand behind SELECT. */
    SqlText text() {
        return SqlText.joined(
                ", ",
                all.stream()
                        .map(item -> new SqlText().add(item.sql()).add(" AS ").name(item.label()))
                        .toList());
    }

    /** The same, with the values behind what is displayed. */
    SqlText values() {
        return SqlText.joined(
                ", ",
                all.stream()
                        .map(item -> new SqlText()
                                .add(item.displayed()
                                        .map(BuiltIns.Displayed::value)
                                        .orElse(item.sql()))
                                .add(" AS ")
                                .name(item.label()))
                        .toList());
    }

    /** What makes {@link #values()} readable, given their labels. */
    SqlText readable() {
        return SqlText.joined(
                ", ",
                all.stream()
                        .map(item -> {
                            SqlText label = new SqlText().name(item.label());
                            return item.displayed()
                                    .map(displayed -> displayed.of(label))
                                    .orElse(label);
                        })
                        .toList());
    }

    /** Whether there is anything to make readable. */
    boolean displayAnything() {
        return all.stream().anyMatch(item -> item.displayed().isPresent());
    }

    /** Whether the item of that label, or at that place counted from 1, is displayed. */
    boolean displays(String labelOrPlace) {
        for (int i = 0; i < all.size(); i++) {
            boolean named = labelOrPlace.equals(all.get(i).label()) || labelOrPlace.equals(String.valueOf(i + 1));
            if (named && all.get(i).displayed().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The labels alone. */
    SqlText labels() {
        return SqlText.joined(
                ", ", all.stream().map(item -> new SqlText().name(item.label())).toList());
    }

    /** The label of the item that is written like this. */
    Optional<String> labelOf(SqlText sql) {
        return sql.parameters().isEmpty()
                ? all.stream()
                        .filter(item -> item.sql().toString().equals(sql.toString()))
                        .map(Item::label)
                        .findFirst()
                : Optional.empty();
    }

    private static Item item(
            SqlText sql, String shown, Field field, Optional<BuiltIns.Displayed> displayed, Set<String> labels) {
        String label = shown;
        for (int more = 2; !labels.add(label); more++) {
            label = shown + "~" + more;
        }
        return new Item(sql, label, shown, field, displayed);
    }

    private static List<Scope.Found> expanded(AllColumns every, Scope scope) {
        if (every.getExceptColumns() != null || every.getReplaceExpressions() != null) {
            throw Refused.unsupported();
        }
        List<Scope.Source> sources = scope.sources();
        if (every instanceof AllTableColumns of) {
            String alias = Scope.unquoted(of.getTable().getFullyQualifiedName());
            sources = List.of(scope.source(alias).orElseThrow(() -> scope.unknown(new Column(of.getTable(), "*"))));
        }
        return sources.stream()
                .flatMap(source -> source.columns().entrySet().stream()
                        .map(column -> new Scope.Found(source, column.getKey(), column.getValue())))
                .toList();
    }
}
