package org.enterprisemcp.upstream.netsuite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Kind;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Token;

/** Finds the tables that a query names in FROM and JOIN, those of sub-queries too, and not those that WITH makes up. */
final class QueriedTables {

    private static final Set<String> AFTER_TABLES = Set.of(
            "SELECT", "WHERE", "GROUP", "ORDER", "HAVING", "UNION", "INTERSECT", "MINUS", "FETCH", "OFFSET", "LIMIT");

    private final List<Token> tokens;
    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> madeUp = new HashSet<>();
    private final Deque<Level> levels = new ArrayDeque<>();

    private QueriedTables(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The names in lower case, in the order in which they come. */
    static Set<String> of(String query) {
        return new QueriedTables(SuiteQlTokens.of(query)).found();
    }

    /** What is between two parentheses. FROM is a word of functions too, as in EXTRACT(YEAR FROM x). */
    private static final class Level {
        private final boolean mayNameTables;
        private boolean inFrom;
        private boolean tableExpected;

        private Level(boolean mayNameTables, boolean tableExpected) {
            this.mayNameTables = mayNameTables;
            this.inFrom = tableExpected;
            this.tableExpected = tableExpected;
        }
    }

    private Set<String> found() {
        levels.push(new Level(true, false));
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                open(i);
            } else if (token.isSymbol(")")) {
                close();
            } else if (level().mayNameTables) {
                read(token, i);
            }
        }
        tables.removeAll(madeUp);
        return tables;
    }

    private void open(int at) {
        boolean amongTables = level().tableExpected;
        level().tableExpected = false;
        boolean query = is(at + 1, "SELECT")
                || is(at + 1, "WITH")
                || (at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("("));
        levels.push(new Level(query || amongTables, amongTables && !query));
    }

    private void close() {
        if (levels.size() > 1) {
            levels.pop();
        }
    }

    private void read(Token token, int at) {
        Level level = level();
        if (token.is("FROM") || token.is("JOIN")) {
            level.inFrom = true;
            level.tableExpected = true;
        } else if (AFTER_TABLES.contains(token.upper())) {
            level.inFrom = false;
            level.tableExpected = false;
        } else if (token.isSymbol(",")) {
            level.tableExpected = level.inFrom;
        } else if (level.tableExpected) {
            level.tableExpected = false;
            if (token.kind() == Kind.WORD) {
                tables.add(token.text().toLowerCase(Locale.ROOT));
            }
        } else if (is(at + 1, "AS")
                && at + 2 < tokens.size()
                && tokens.get(at + 2).isSymbol("(")) {
            madeUp.add(token.text().toLowerCase(Locale.ROOT));
        }
    }

    private Level level() {
        return levels.element();
    }

    private boolean is(int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }
}
