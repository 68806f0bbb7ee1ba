package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.IntersectOp;
import net.sf.jsqlparser.statement.select.MinusOp;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.UnionOp;
import org.jspecify.annotations.Nullable;

/** Writes the selects of one query for H2. */
final class SelectWriter {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Catalog catalog;
    private final LocalDateTime now;
    private int depth;

    SelectWriter(Catalog catalog, LocalDateTime now) {
        this.catalog = catalog;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * A select for H2.
     *
     * @param sql the select
     * @param items what it answers
     * @param limited whether it ends with how many rows it wants
     * @param counting a cheaper select that counts the same rows, if there is one
     * @param values the same select with the values behind what it displays, if their order does not depend on that: a page is
     *     made readable after it was cut out, instead of all rows before they are sorted
     */
    record Written(
            SqlText sql,
            List<SelectItems.Item> items,
            boolean limited,
            Optional<SqlText> counting,
            Optional<SqlText> values) {}

    Catalog catalog() {
        return catalog;
    }

    /** The present, in UTC. */
    LocalDateTime now() {
        return now;
    }

    SqlText moment(LocalDateTime moment) {
        return SqlText.of("TIMESTAMP '" + MOMENT.format(moment) + "'");
    }

    /** @param around the names of the select around it */
    Written write(Select select, Optional<Scope> around) {
        SelectRefusals.check(select);
        return switch (select) {
            case PlainSelect plain -> plain(plain, around);
            case SetOperationList set -> set(set, around);
            case ParenthesedSelect inner when inner.getClass() == ParenthesedSelect.class -> parenthesed(inner, around);
            default -> throw Refused.unsupported();
        };
    }

    /** The same for a select inside another one. */
    Written writeInner(Select select, Optional<Scope> around) {
        depth++;
        try {
            return write(select, around);
        } finally {
            depth--;
        }
    }

    /** @throws Refused if the name is quoted and stands in a sub-select, where SuiteQL does not know quotes */
    void refuseQuotes(String name) {
        if (depth > 0 && name.contains("\"")) {
            throw Refused.unsupported();
        }
    }

    static String direction(OrderByElement term) {
        String direction = term.isAsc() ? "" : " DESC";
        return term.getNullOrdering() == null
                ? direction
                : direction + " " + term.getNullOrdering().name().replace('_', ' ');
    }

    private Written plain(PlainSelect select, Optional<Scope> around) {
        FromWriter from = new FromWriter(this, around);
        SqlText tables = from.write(select);
        Scope scope = from.scope();
        ExpressionWriter expressions = new ExpressionWriter(this, scope);

        SelectItems items = SelectItems.write(select.getSelectItems(), this, scope, expressions);
        expressions.countedRows();
        SqlText conditions = conditions(from, expressions);
        boolean countsRows = expressions.countedRows();
        SqlText groups = groups(select, expressions);
        boolean distinct = select.getDistinct() != null;
        boolean summed =
                expressions.aggregated() || distinct || select.getGroupBy() != null || select.getHaving() != null;
        Optional<String> fetch = SelectRefusals.rows(select);

        SqlText body = new SqlText().add(" FROM ").add(tables).add(conditions).add(groups);
        items.all().forEach(item -> expressions.see(item.label(), item.sql()));
        List<Term> order = order(select.getOrderByElements(), items, expressions);
        SqlText sql = countsRows && !order.isEmpty()
                ? sortedAfterCounting(items, order, body, distinct)
                : SqlText.of(distinct ? "SELECT DISTINCT " : "SELECT ")
                        .add(items.text())
                        .add(body)
                        .add(orderBy(order));
        fetch.ifPresent(sql::add);
        boolean late = items.displayAnything()
                && !summed
                && !countsRows
                && fetch.isEmpty()
                && order.stream().noneMatch(term -> term.displays(items));
        Optional<SqlText> values = late
                ? Optional.of(
                        SqlText.of("SELECT ").add(items.values()).add(body).add(orderBy(order)))
                : Optional.empty();
        Optional<SqlText> counting = summed || fetch.isPresent()
                ? Optional.empty()
                : Optional.of(SqlText.of("SELECT COUNT(*)").add(body));
        return new Written(sql, items.all(), fetch.isPresent(), counting, values);
    }

    /** Oracle numbers rows before it sorts them; H2 would sort first. */
    private static SqlText sortedAfterCounting(SelectItems items, List<Term> order, SqlText body, boolean distinct) {
        SqlText inner = SqlText.of(distinct ? "SELECT DISTINCT " : "SELECT ").add(items.text());
        List<Term> outer = new ArrayList<>();
        for (Term term : order) {
            if (term.listed()) {
                outer.add(term);
            } else {
                String hidden = "~" + outer.size();
                inner.add(", ").add(term.sql()).add(" AS ").name(hidden);
                outer.add(new Term(new SqlText().name(hidden), true, term.direction()));
            }
        }
        return SqlText.of("SELECT ")
                .add(items.labels())
                .add(" FROM (")
                .add(inner)
                .add(body)
                .add(")")
                .add(orderBy(outer));
    }

    private SqlText conditions(FromWriter from, ExpressionWriter expressions) {
        List<SqlText> parts = from.conditions().stream()
                .map(condition ->
                        SqlText.of("(").add(expressions.write(condition)).add(")"))
                .toList();
        return parts.isEmpty() ? new SqlText() : SqlText.of(" WHERE ").add(SqlText.joined(" AND ", parts));
    }

    private static SqlText groups(PlainSelect select, ExpressionWriter expressions) {
        SqlText text = new SqlText();
        GroupByElement groupBy = select.getGroupBy();
        if (groupBy != null) {
            if (!groupBy.getGroupingSets().isEmpty() || groupBy.isMysqlWithRollup()) {
                throw Refused.unsupported();
            }
            text.add(" GROUP BY ").add(expressions.all(groupBy.getGroupByExpressionList()));
        }
        if (select.getHaving() != null) {
            text.add(" HAVING ").add(expressions.write(select.getHaving()));
        }
        return text;
    }

    private Written set(SetOperationList set, Optional<Scope> around) {
        List<Written> parts =
                set.getSelects().stream().map(part -> write(part, around)).toList();
        SqlText sql = new SqlText();
        for (int i = 0; i < parts.size(); i++) {
            sql.add(i == 0 ? "" : operation(set.getOperation(i - 1)));
            boolean parenthesed = set.getSelect(i) instanceof ParenthesedSelect;
            sql.add(parenthesed ? "" : "(").add(parts.get(i).sql()).add(parenthesed ? "" : ")");
        }
        return ordered(set, sql, parts.getFirst().items());
    }

    private static String operation(SetOperation operation) {
        String words = operation.toString().toUpperCase(Locale.ROOT);
        return switch (operation) {
            case UnionOp _ when words.equals("UNION") || words.equals("UNION ALL") -> " " + words + " ";
            case MinusOp _ when words.equals("MINUS") -> " MINUS ";
            case IntersectOp _ when words.equals("INTERSECT") -> " INTERSECT ";
            default -> throw Refused.unsupported();
        };
    }

    private Written parenthesed(ParenthesedSelect select, Optional<Scope> around) {
        Written inner = write(select.getSelect(), around);
        SqlText sql = SqlText.of("(").add(inner.sql()).add(")");
        return ordered(select, sql, inner.items());
    }

    /** A set of selects, or one in parentheses, can only be sorted by what it answers. */
    private Written ordered(Select select, SqlText sql, List<SelectItems.Item> items) {
        SelectItems answered = new SelectItems(items);
        ExpressionWriter expressions = new ExpressionWriter(this, new Scope(Optional.empty()));
        items.forEach(item -> expressions.see(item.label(), new SqlText().name(item.label())));
        List<Term> order = order(select.getOrderByElements(), answered, expressions);
        if (!order.stream().allMatch(Term::listed)) {
            throw Refused.unsupported();
        }
        sql.add(orderBy(order));
        Optional<String> fetch = SelectRefusals.rows(select);
        fetch.ifPresent(sql::add);
        return new Written(sql, items, fetch.isPresent(), Optional.empty(), Optional.empty());
    }

    /**
     * A term of an ORDER BY.
     *
     * @param listed whether it is one of the items, by its place or its label
     */
    private record Term(SqlText sql, boolean listed, String direction) {

        boolean displays(SelectItems items) {
            return listed && items.displays(Scope.unquoted(sql.toString()));
        }
    }

    private static List<Term> order(
            @Nullable List<OrderByElement> terms, SelectItems items, ExpressionWriter expressions) {
        List<Term> written = new ArrayList<>();
        for (OrderByElement term : terms == null ? List.<OrderByElement>of() : terms) {
            written.add(term(term, items, expressions));
        }
        return written;
    }

    private static Term term(OrderByElement term, SelectItems items, ExpressionWriter expressions) {
        Expression expression = term.getExpression();
        if (expression instanceof LongValue place) {
            return new Term(SqlText.of(place.getStringValue()), true, direction(term));
        }
        if (expression instanceof Column column && Scope.qualifier(column).isEmpty()) {
            String label = Scope.unquoted(column.getColumnName()).toLowerCase(Locale.ROOT);
            if (items.all().stream().anyMatch(item -> item.label().equals(label))) {
                return new Term(new SqlText().name(label), true, direction(term));
            }
        }
        SqlText sql = expressions.write(expression);
        return items.labelOf(sql)
                .map(label -> new Term(new SqlText().name(label), true, direction(term)))
                .orElseGet(() -> new Term(sql, false, direction(term)));
    }

    private static SqlText orderBy(List<Term> terms) {
        return terms.isEmpty()
                ? new SqlText()
                : SqlText.of(" ORDER BY ")
                        .add(SqlText.joined(
                                ", ",
                                terms.stream()
                                        .map(term ->
                                                new SqlText().add(term.sql()).add(term.direction()))
                                        .toList()));
    }
}
