package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;

/**
 * Writes expressions of one select for H2. Only what is named here gets through: any other kind of expression is refused, and so
 * is every name that is not a column, a function of {@link Functions} or a built-in.
 */
final class ExpressionWriter {

    private static final int MOST_IN_LIST = 1_000;
    private static final Map<Class<? extends BinaryExpression>, String> OPERATORS = Map.ofEntries(
            Map.entry(AndExpression.class, " AND "),
            Map.entry(OrExpression.class, " OR "),
            Map.entry(EqualsTo.class, " = "),
            Map.entry(NotEqualsTo.class, " <> "),
            Map.entry(GreaterThan.class, " > "),
            Map.entry(GreaterThanEquals.class, " >= "),
            Map.entry(MinorThan.class, " < "),
            Map.entry(MinorThanEquals.class, " <= "),
            Map.entry(Addition.class, " + "),
            Map.entry(Concat.class, " || "));
    private static final Set<String> PARTS = Set.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");
    private static final Set<String> TYPES = Set.of(
            "VARCHAR2",
            "VARCHAR",
            "CHAR",
            "NUMBER",
            "NUMERIC",
            "DECIMAL",
            "INTEGER",
            "INT",
            "FLOAT",
            "DATE",
            "TIMESTAMP");

    private final SelectWriter selects;
    private final Scope scope;
    private final FunctionWriter functions;
    private final Dates dates;
    private final Map<String, SqlText> aliases = new HashMap<>();
    private boolean countsRows;

    ExpressionWriter(SelectWriter selects, Scope scope) {
        this.selects = selects;
        this.scope = scope;
        this.dates = new Dates(scope);
        this.functions = new FunctionWriter(this, selects, scope);
    }

    /** From here on an unqualified name that no table has may be one of these: an ORDER BY sees the labels of its select. */
    void see(String alias, SqlText meaning) {
        aliases.put(alias.toLowerCase(Locale.ROOT), meaning);
    }

    /** Whether ROWNUM was written since this was last asked. */
    boolean countedRows() {
        boolean counted = countsRows;
        countsRows = false;
        return counted;
    }

    /** Whether an aggregate was written. */
    boolean aggregated() {
        return functions.aggregated();
    }

    /** What is displayed, if the expression is nothing but a {@code BUILTIN.DF}. */
    Optional<BuiltIns.Displayed> displayed(Expression expression) {
        return functions.displayed(expression);
    }

    /** Whether the expression is known to be a date or a moment. */
    boolean isDate(Expression expression) {
        return dates.isDate(expression);
    }

    SqlText write(Expression expression) {
        return switch (expression) {
            case Column column -> column(column);
            case LongValue number -> SqlText.of(number.getStringValue());
            case DoubleValue number -> number(number);
            case StringValue string -> string(string);
            case NullValue _ -> SqlText.of("NULL");
            case JdbcParameter parameter -> parameter(parameter);
            case TimeKeyExpression now -> now(now.getStringValue());
            case SignedExpression signed ->
                SqlText.of(String.valueOf(signed.getSign())).add(write(signed.getExpression()));
            case NotExpression not -> SqlText.of("NOT ").add(write(not.getExpression()));
            case Between between -> between(between);
            case LikeExpression like -> like(like);
            case BinaryExpression binary -> binary(binary);
            case InExpression in -> in(in);
            case IsNullExpression isNull ->
                write(isNull.getLeftExpression()).add(isNull.isNot() ? " IS NOT NULL" : " IS NULL");
            case ExistsExpression exists ->
                SqlText.of(exists.isNot() ? "NOT EXISTS " : "EXISTS ").add(write(exists.getRightExpression()));
            case AnyComparisonExpression any -> any(any);
            case CaseExpression cases -> cases(cases);
            case CastExpression cast -> cast(cast);
            case ExtractExpression extract -> extract(extract);
            case TrimFunction trim -> trim(trim);
            case Function function -> functions.write(function);
            case AnalyticExpression analytic -> functions.write(analytic);
            case ParenthesedSelect select
            when select.getClass() == ParenthesedSelect.class ->
                selects.writeInner(select, Optional.of(scope)).sql();
            case ParenthesedExpressionList<?> list
            when list.getClass() == ParenthesedExpressionList.class ->
                SqlText.of("(").add(all(list)).add(")");
            default -> throw Refused.unsupported();
        };
    }

    SqlText all(ExpressionList<?> list) {
        return SqlText.joined(", ", list.stream().map(this::write).toList());
    }

    SqlText now(String keyword) {
        return switch (keyword.toUpperCase(Locale.ROOT).replace("()", "")) {
            case "SYSDATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> selects.moment(selects.now());
            case "CURRENT_DATE" -> selects.moment(selects.now().toLocalDate().atStartOfDay());
            default -> throw Refused.unsupported();
        };
    }

    private SqlText column(Column column) {
        if (column.getArrayConstructor() != null) {
            throw Refused.unsupported();
        }
        selects.refuseQuotes(column.getFullyQualifiedName());
        Optional<Scope.Found> found = scope.find(column);
        if (found.isPresent()) {
            return found.get().text();
        }
        String name = column.getColumnName().toUpperCase(Locale.ROOT);
        if (Scope.qualifier(column).isEmpty()) {
            if (name.equals("ROWNUM")) {
                countsRows = true;
                return SqlText.of("ROWNUM");
            }
            if (Dates.NOW.contains(name)) {
                return now(name);
            }
            SqlText alias = aliases.get(Scope.unquoted(name).toLowerCase(Locale.ROOT));
            if (alias != null) {
                return new SqlText().add("(").add(alias).add(")");
            }
        }
        throw scope.unknown(column);
    }

    private static SqlText number(DoubleValue number) {
        try {
            return SqlText.of(Numbers.plain(new BigDecimal(number.toString())));
        } catch (ArithmeticException | NumberFormatException none) {
            throw Refused.unsupported();
        }
    }

    private static SqlText string(StringValue string) {
        String prefix = string.getPrefix();
        if (prefix != null && !prefix.equalsIgnoreCase("N")) {
            throw Refused.unsupported();
        }
        return new SqlText().literal(string.getNotExcapedValue());
    }

    private static SqlText parameter(JdbcParameter parameter) {
        if (parameter.isUseFixedIndex() || !parameter.getParameterCharacter().equals("?")) {
            throw Refused.unsupported();
        }
        return new SqlText().parameter(parameter.getIndex());
    }

    private SqlText binary(BinaryExpression binary) {
        refuseOuterJoin(binary);
        Expression left = binary.getLeftExpression();
        Expression right = binary.getRightExpression();
        if (binary instanceof Division || binary instanceof Multiplication) {
            // H2 divides integers as integers and lets products overflow; Oracle does neither.
            return SqlText.of("CAST(")
                    .add(write(left))
                    .add(" AS DECFLOAT(40))" + (binary instanceof Division ? " / " : " * "))
                    .add(write(right));
        }
        if (binary instanceof Subtraction) {
            return dates.isDate(left) && dates.isDate(right)
                    ? SqlText.of("SUITEQL.DAYS_BETWEEN(")
                            .add(write(left))
                            .add(", ")
                            .add(write(right))
                            .add(")")
                    : write(left).add(" - ").add(write(right));
        }
        String operator = OPERATORS.get(binary.getClass());
        if (operator == null) {
            throw Refused.unsupported();
        }
        refuseDateAsText(left, right);
        return write(left).add(operator).add(write(right));
    }

    private SqlText between(Between between) {
        refuseDateAsText(between.getLeftExpression(), between.getBetweenExpressionStart());
        refuseDateAsText(between.getLeftExpression(), between.getBetweenExpressionEnd());
        return write(between.getLeftExpression())
                .add(between.isNot() ? " NOT BETWEEN " : " BETWEEN ")
                .add(write(between.getBetweenExpressionStart()))
                .add(" AND ")
                .add(write(between.getBetweenExpressionEnd()));
    }

    private SqlText like(LikeExpression like) {
        if (like.getLikeKeyWord() != LikeExpression.KeyWord.LIKE || like.isUseBinary()) {
            throw Refused.unsupported();
        }
        SqlText text = write(like.getLeftExpression())
                .add(like.isNot() ? " NOT LIKE " : " LIKE ")
                .add(write(like.getRightExpression()));
        return like.getEscape() == null ? text : text.add(" ESCAPE ").add(write(like.getEscape()));
    }

    private SqlText in(InExpression in) {
        refuseOuterJoin(in);
        Expression right = in.getRightExpression();
        boolean select = right instanceof ParenthesedSelect;
        boolean list = right instanceof ParenthesedExpressionList<?> values && values.size() <= MOST_IN_LIST;
        if (in.isGlobal() || !(select || list)) {
            throw Refused.unsupported();
        }
        return write(in.getLeftExpression())
                .add(in.isNot() ? " NOT IN " : " IN ")
                .add(write(right));
    }

    private SqlText any(AnyComparisonExpression any) {
        if (!(any.getSelect() instanceof ParenthesedSelect select)) {
            throw Refused.unsupported();
        }
        return SqlText.of(any.getAnyType().name() + " ").add(write(select));
    }

    private SqlText cases(CaseExpression cases) {
        SqlText text = SqlText.of("CASE");
        if (cases.getSwitchExpression() != null) {
            text.add(" ").add(write(cases.getSwitchExpression()));
        }
        for (WhenClause when : cases.getWhenClauses()) {
            text.add(" WHEN ").add(write(when.getWhenExpression()));
            text.add(" THEN ").add(write(when.getThenExpression()));
        }
        if (cases.getElseExpression() != null) {
            text.add(" ELSE ").add(write(cases.getElseExpression()));
        }
        return text.add(" END");
    }

    private SqlText cast(CastExpression cast) {
        String type = cast.getColDataType() == null
                ? ""
                : cast.getColDataType().getDataType().strip().toUpperCase(Locale.ROOT);
        if (!"CAST".equalsIgnoreCase(cast.keyword) || cast.isImplicitCast() || !TYPES.contains(type)) {
            throw Refused.unsupported();
        }
        List<String> sizes = Optional.ofNullable(cast.getColDataType().getArgumentsStringList())
                .orElse(List.of());
        if (!sizes.stream().allMatch(size -> size.matches("\\d{1,5}"))) {
            throw Refused.unsupported();
        }
        String size = sizes.isEmpty() ? "" : "(" + String.join(", ", sizes) + ")";
        return SqlText.of("CAST(").add(write(cast.getLeftExpression())).add(" AS " + type + size + ")");
    }

    private SqlText extract(ExtractExpression extract) {
        String part = extract.getName().toUpperCase(Locale.ROOT);
        if (!PARTS.contains(part)) {
            throw Refused.unsupported();
        }
        return SqlText.of("EXTRACT(" + part + " FROM ")
                .add(write(extract.getExpression()))
                .add(")");
    }

    private SqlText trim(TrimFunction trim) {
        SqlText text = SqlText.of("TRIM(");
        if (trim.getTrimSpecification() != null) {
            text.add(trim.getTrimSpecification().name() + " ");
        }
        if (trim.getExpression() != null) {
            text.add(write(trim.getExpression()));
        }
        if (trim.getFromExpression() != null) {
            if (!trim.isUsingFromKeyword()) {
                throw Refused.unsupported();
            }
            text.add(" FROM ").add(write(trim.getFromExpression()));
        }
        return text.add(")");
    }

    /** {@link OuterJoins} takes every {@code (+)} out of a WHERE; one that is still there stands where none may stand. */
    private static void refuseOuterJoin(Expression expression) {
        if (expression instanceof SupportsOldOracleJoinSyntax comparison
                && (comparison.getOldOracleJoinSyntax() != SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN
                        || comparison.getOraclePriorPosition() != SupportsOldOracleJoinSyntax.NO_ORACLE_PRIOR)) {
            throw Refused.unsupported();
        }
    }

    /** There are no date literals: a text beside a date is a mistake that H2 would forgive. */
    private void refuseDateAsText(Expression left, Expression right) {
        if ((left instanceof StringValue && dates.isDate(right))
                || (dates.isDate(left) && right instanceof StringValue)) {
            throw Refused.unsupported();
        }
    }
}
