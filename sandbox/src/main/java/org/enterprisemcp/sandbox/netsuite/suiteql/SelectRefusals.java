package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Top;
import org.jspecify.annotations.Nullable;

/** The clauses of a select that the parser knows from other databases and SuiteQL does not have. */
final class SelectRefusals {

    private SelectRefusals() {}

    /** @throws Refused if the select, without those inside it, has a clause that SuiteQL has not */
    static void check(Select select) {
        refuse(
                select.getWithItemsList(),
                select.getLimit(),
                select.getLimitBy(),
                select.getForClause(),
                select.getForMode(),
                select.getForUpdateTable(),
                select.getIsolation(),
                select.getWait(),
                select.getPivot(),
                select.getUnPivot());
        if (select.isOracleSiblings() || select.isNoWait() || select.isSkipLocked()) {
            throw Refused.unsupported();
        }
        if (select.getOffset() != null && select.getFetch() == null) {
            throw Refused.unsupported();
        }
        if (select instanceof PlainSelect plain) {
            plain(plain);
        }
        if (select instanceof ParenthesedSelect parenthesed) {
            refuse(parenthesed.getSampleClause());
        }
    }

    private static void plain(PlainSelect select) {
        refuse(
                select.getIntoTables(),
                select.getIntoTempTable(),
                select.getLateralViews(),
                select.getSampleClause(),
                select.getOptimizeFor(),
                select.getSkip(),
                select.getFirst(),
                select.getQualify(),
                select.getOracleHierarchical(),
                select.getPreferringClause(),
                select.getForXmlPath(),
                select.getKsqlWindow(),
                select.getWindowDefinitions(),
                select.getBigQuerySelectQualifier(),
                select.getMySqlSqlCacheFlag());
        boolean foreign = select.isUsingFinal()
                || select.isUsingOnly()
                || select.isUseWithNoLog()
                || select.isEmitChanges()
                || select.getMySqlHintStraightJoin()
                || select.getMySqlSqlCalcFoundRows();
        boolean distinctOn = select.getDistinct() != null
                && (select.getDistinct().isUseUnique() || select.getDistinct().getOnSelectItems() != null);
        if (foreign || distinctOn || select.getFromItem() == null) {
            throw Refused.unsupported();
        }
    }

    /** How many rows the select wants, in H2's words: {@code TOP n}, or {@code [OFFSET n ROWS] FETCH FIRST n ROWS ONLY}. */
    static Optional<String> rows(Select select) {
        Optional<String> top = select instanceof PlainSelect plain ? top(plain.getTop()) : Optional.empty();
        if (select.getFetch() == null) {
            return top;
        }
        if (top.isPresent()) {
            throw Refused.unsupported();
        }
        String offset = select.getOffset() == null
                ? ""
                : " OFFSET " + number(select.getOffset().getOffset()) + " ROWS";
        return Optional.of(offset + fetch(select.getFetch()));
    }

    private static Optional<String> top(@Nullable Top top) {
        if (top == null) {
            return Optional.empty();
        }
        if (top.isPercentage() || top.isWithTies()) {
            throw Refused.unsupported();
        }
        return Optional.of(" FETCH FIRST " + number(top.getExpression()) + " ROWS ONLY");
    }

    private static String fetch(Fetch fetch) {
        List<String> words = fetch.getFetchParameters().stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
        if (!words.stream().allMatch(word -> word.matches("ROWS?|ONLY"))) {
            throw Refused.unsupported();
        }
        return " FETCH FIRST " + (fetch.getExpression() == null ? "1" : number(fetch.getExpression())) + " ROWS ONLY";
    }

    private static String number(Expression expression) {
        if (!(expression instanceof LongValue number)) {
            throw Refused.unsupported();
        }
        return number.getStringValue();
    }

    private static void refuse(@Nullable Object... clauses) {
        boolean any = Stream.of(clauses)
                .filter(Objects::nonNull)
                .anyMatch(clause -> !(clause instanceof Collection<?> list) || !list.isEmpty());
        if (any) {
            throw Refused.unsupported();
        }
    }
}
