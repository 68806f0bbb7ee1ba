package org.enterprisemcp.upstream.netsuite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Kind;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Token;

/** How the traps of {@link SuiteQlRules} are found among the tokens of a query. */
final class SuiteQlTraps {

    private static final int MOST_IN_A_LIST = 1_000;
    private static final Set<String> READS_DATES = Set.of("TO_DATE", "TO_TIMESTAMP", "TO_TIMESTAMP_TZ");

    private SuiteQlTraps() {}

    static boolean isNoSelect(List<Token> tokens) {
        for (Token token : tokens) {
            if (!token.isSymbol("(")) {
                return !token.is("SELECT") && !token.is("WITH");
            }
        }
        return true;
    }

    static boolean goesOnAfterASemicolon(List<Token> tokens) {
        boolean ended = false;
        for (Token token : tokens) {
            if (token.isSymbol(";")) {
                ended = true;
            } else if (ended) {
                return true;
            }
        }
        return false;
    }

    static boolean countsBeforeItSorts(List<Token> tokens) {
        int depth = 0;
        int counted = -1;
        for (Token token : tokens) {
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (token.is("ROWNUM")) {
                counted = depth;
            } else if (token.is("ORDER") && counted == depth) {
                return true;
            }
        }
        return false;
    }

    static boolean hasALongList(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("IN") && tokens.get(i + 1).isSymbol("(")) {
                int values = 1;
                for (int j = i + 2; j < tokens.size() && !tokens.get(j).isSymbol(")"); j++) {
                    values += tokens.get(j).isSymbol(",") ? 1 : 0;
                }
                if (values > MOST_IN_A_LIST) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean hasPlusJoin(List<Token> tokens) {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (isPlusJoin(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    /** The mark on the left side of the comparison: {@code a.id (+) = b.id}. */
    static boolean hasRightPlusJoin(List<Token> tokens) {
        for (int i = 0; i + 3 < tokens.size(); i++) {
            if (isPlusJoin(tokens, i) && tokens.get(i + 3).isSymbol("=")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlusJoin(List<Token> tokens, int at) {
        return tokens.get(at).isSymbol("(")
                && tokens.get(at + 1).isSymbol("+")
                && tokens.get(at + 2).isSymbol(")");
    }

    /** All columns of a table; those of a sub-select are as many as were named there. */
    static boolean bringsEveryColumn(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            Token before = tokens.get(i - 1);
            boolean all = tokens.get(i).isSymbol("*")
                    && (before.is("SELECT") || before.is("DISTINCT") || before.isSymbol("."));
            boolean ofASubSelect = i + 2 < tokens.size()
                    && tokens.get(i + 1).is("FROM")
                    && tokens.get(i + 2).isSymbol("(");
            if (all && !ofASubSelect) {
                return true;
            }
        }
        return false;
    }

    /** A text that looks like a date; one that is compared with what TO_CHAR wrote is right. */
    static boolean hasBareDate(List<Token> tokens) {
        if (hasWord(tokens, "TO_CHAR")) {
            return false;
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean read = i > 1
                    && tokens.get(i - 1).isSymbol("(")
                    && READS_DATES.contains(tokens.get(i - 2).upper());
            if (token.kind() == Kind.STRING && token.text().matches("'[0-9]{4}-[0-9]{2}-[0-9]{2}'") && !read) {
                return true;
            }
        }
        return false;
    }

    static boolean sumsTheHeadersTotal(List<Token> tokens) {
        boolean inSum = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("SUM")) {
                inSum = true;
            } else if (token.isSymbol(")")) {
                inSum = false;
            } else if (inSum && (token.is("FOREIGNTOTAL") || token.is("TOTAL"))) {
                return hasWord(tokens, "TRANSACTIONLINE");
            }
        }
        return false;
    }

    static boolean quotesANameInASubSelect(List<Token> tokens) {
        Deque<Boolean> subSelects = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                subSelects.push(i + 1 < tokens.size() && tokens.get(i + 1).is("SELECT"));
            } else if (token.isSymbol(")") && !subSelects.isEmpty()) {
                subSelects.pop();
            } else if (token.kind() == Kind.QUOTED_NAME && subSelects.contains(true)) {
                return true;
            }
        }
        return false;
    }

    static boolean hasWord(List<Token> tokens, String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    static boolean hasSymbol(List<Token> tokens, String symbol) {
        return tokens.stream().anyMatch(token -> token.isSymbol(symbol));
    }

    /** A word that is not a name somebody gives. */
    static Predicate<List<Token>> wordBesideAlias(String word) {
        return tokens ->
                tokens.stream().findFirst().filter(token -> token.is(word)).isPresent()
                        || pair((one, next) -> !one.is("AS") && next.is(word)).test(tokens);
    }

    static Predicate<List<Token>> call(Set<String> functions) {
        return pair((one, next) -> one.kind() == Kind.WORD && functions.contains(one.upper()) && next.isSymbol("("));
    }

    static Predicate<List<Token>> pair(BiPredicate<Token, Token> trap) {
        return tokens -> {
            for (int i = 0; i + 1 < tokens.size(); i++) {
                if (trap.test(tokens.get(i), tokens.get(i + 1))) {
                    return true;
                }
            }
            return false;
        };
    }
}
