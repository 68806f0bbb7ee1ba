package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;

/** SuiteQL as H2 understands it: what SuiteQL refuses is refused, what H2 does differently is rewritten. */
final class Dialect {

    private static final int LONGEST = 32_768;
    /** The time of the parser doubles with every level: these take it a tenth of a second at most. */
    private static final int DEEPEST = 20;

    private static final int DEEPEST_SELECTS = 8;
    private static final int DEEPEST_COMPLEX = 7;

    private final Catalog catalog;
    private final Clock clock;

    Dialect(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * A query for H2.
     *
     * @param sql the query
     * @param items what it answers
     * @param limited whether it ends with how many rows it wants
     * @param counting a query that counts its rows
     * @param values the query with the values behind what it displays, if a page of it may be made readable afterwards
     */
    record Translation(
            SqlText sql, List<SelectItems.Item> items, boolean limited, SqlText counting, Optional<SqlText> values) {

        /** How many parameters the query was asked with. */
        int parameters() {
            return sql.parameters().stream().max(Comparator.naturalOrder()).orElse(0);
        }
    }

    /** @throws Refused if it is not a query that SuiteQL knows */
    Translation translate(String query, Permissions may) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            SelectWriter.Written written =
                    new SelectWriter(catalog.seenBy(may), now).write(parse(query), Optional.empty());
            SqlText counting = written.counting()
                    .orElseGet(() -> SqlText.of("SELECT COUNT(*) FROM (")
                            .add(written.sql())
                            .add(")"));
            return new Translation(written.sql(), written.items(), written.limited(), counting, written.values());
        } catch (StackOverflowError tooDeep) {
            // A chain of thousands of operators is a tree as deep; no query that means something is.
            throw Refused.unsupported();
        }
    }

    private static Select parse(String query) {
        Nesting nesting = Nesting.of(query);
        if (query.length() > LONGEST || nesting.parentheses() > DEEPEST || nesting.selects() > DEEPEST_SELECTS) {
            throw Refused.unsupported();
        }
        return parse(query, false)
                .or(() -> nesting.parentheses() > DEEPEST_COMPLEX ? Optional.empty() : parse(query, true))
                .orElseThrow(Refused::unsupported);
    }

    private static Optional<Select> parse(String query, boolean complex) {
        // The parser itself, on this thread: an executor would need a thread that no time limit can stop.
        CCJSqlParser parser = new CCJSqlParser(new StringProvider(query)).withAllowComplexParsing(complex);
        try {
            Statement statement = parser.Statement();
            boolean alone = parser.getToken(1).kind == CCJSqlParserConstants.EOF;
            return alone && statement instanceof Select select ? Optional.of(select) : Optional.empty();
        } catch (ParseException | TokenMgrException notSql) {
            return Optional.empty();
        }
    }
}
