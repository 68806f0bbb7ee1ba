package org.enterprisemcp.upstream.netsuite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Kind;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Token;

/** The traps of SuiteQL, as Oracle's help and those who fell into them tell. */
final class SuiteQlRules {

    /** Functions of other dialects and what they are called here. */
    static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("CEILING", "CEIL"),
            Map.entry("CHARINDEX", "INSTR"),
            Map.entry("LOCATE", "INSTR"),
            Map.entry("POSITION", "INSTR"),
            Map.entry("CHAR_LENGTH", "LENGTH"),
            Map.entry("LCASE", "LOWER"),
            Map.entry("UCASE", "UPPER"),
            Map.entry("LEFT", "SUBSTR"),
            Map.entry("RIGHT", "SUBSTR"),
            Map.entry("SUBSTRING", "SUBSTR"));

    private static final Set<String> WITHOUT_REPLACEMENT =
            Set.of("CONVERT", "DATEDIFF", "LISTAGG", "REPEAT", "CHAR", "COT", "BIT_LENGTH");

    private static final int MOST_IN_A_LIST = 1_000;

    static final SuiteQlRule NOT_A_SELECT = SuiteQlRule.error(
            "select-only",
            "SuiteQL reads and nothing else: the query must be a SELECT.",
            tokens -> tokens.isEmpty() || !beginsAsAQuery(tokens));

    static final SuiteQlRule SEVERAL_STATEMENTS =
            SuiteQlRule.error("one-statement", "Send one statement at a time.", SuiteQlRules::goesOnAfterASemicolon);

    /** All of them, in the order in which they are told. */
    static final List<SuiteQlRule> ALL = List.of(
            NOT_A_SELECT,
            SEVERAL_STATEMENTS,
            SuiteQlRule.error(
                    "no-limit",
                    "SuiteQL has no LIMIT: write FETCH FIRST n ROWS ONLY, or leave it to the arguments limit and offset.",
                    pair((one, next) -> one.is("LIMIT") && next.kind() == Kind.NUMBER)),
            SuiteQlRule.error(
                    "no-square-brackets", "Names do not stand in square brackets.", tokens -> hasSymbol(tokens, "[")),
            SuiteQlRule.error(
                    "one-join-style",
                    "Joins are either all ANSI (LEFT JOIN … ON) or all Oracle ((+)), never both in one query.",
                    tokens -> hasPlusJoin(tokens) && hasWord(tokens, "JOIN")),
            SuiteQlRule.error(
                    "in-list-too-long",
                    "An IN list takes at most 1000 values: split it, or join instead.",
                    SuiteQlRules::hasALongList),
            SuiteQlRule.warning(
                    "unsupported-function",
                    "CONVERT, DATEDIFF, LISTAGG, REPEAT, CHAR, COT and BIT_LENGTH are not among the functions of SuiteQL.",
                    call(WITHOUT_REPLACEMENT)),
            SuiteQlRule.warning(
                    "renamed-function",
                    "Another name is used here: CEIL, INSTR, LENGTH, LOWER, UPPER, SUBSTR instead of CEILING, CHARINDEX,"
                            + " LOCATE, POSITION, CHAR_LENGTH, LCASE, UCASE, LEFT, RIGHT, SUBSTRING.",
                    call(RENAMED.keySet())),
            SuiteQlRule.warning(
                    "bare-offset",
                    "OFFSET alone is not supported: use the argument offset, or FETCH FIRST n ROWS ONLY.",
                    tokens -> hasWord(tokens, "OFFSET") && !hasWord(tokens, "FETCH")),
            SuiteQlRule.warning(
                    "with-clause",
                    "NetSuite's help says that WITH cannot be used; where it fails, write a sub-select in FROM.",
                    tokens -> tokens.getFirst().is("WITH")),
            SuiteQlRule.warning(
                    "rownum-before-order",
                    "ROWNUM counts before ORDER BY sorts: wrap the sorted query, SELECT * FROM (… ORDER BY …) WHERE"
                            + " ROWNUM <= n, or write FETCH FIRST n ROWS ONLY.",
                    SuiteQlRules::countsBeforeItSorts),
            SuiteQlRule.warning(
                    "top-is-slow",
                    "TOP n works, but NetSuite computes all rows first; FETCH FIRST n ROWS ONLY may be faster.",
                    pair((one, next) -> one.is("TOP") && next.kind() == Kind.NUMBER)),
            SuiteQlRule.warning(
                    "select-star",
                    "SELECT * brings every column, hundreds in some tables: name the columns.",
                    pair((one, next) -> one.is("SELECT") && next.isSymbol("*"))),
            SuiteQlRule.warning(
                    "concatenation",
                    "Strings are put together by ||, not by +.",
                    pair((one, next) -> (one.kind() == Kind.STRING && next.isSymbol("+"))
                            || (one.isSymbol("+") && next.kind() == Kind.STRING))),
            SuiteQlRule.warning(
                    "current-date",
                    "CURRENT_DATE is known to bring no rows: write TRUNC(SYSDATE) or"
                            + " BUILTIN.RELATIVE_RANGES('TODAY','START').",
                    tokens -> hasWord(tokens, "CURRENT_DATE")),
            SuiteQlRule.warning(
                    "date-literal",
                    "There are no date literals: write TO_DATE('2026-01-15','YYYY-MM-DD').",
                    tokens -> hasBareDate(tokens) && !hasWord(tokens, "TO_DATE")),
            SuiteQlRule.warning(
                    "boolean-literal",
                    "Booleans are 'T' and 'F': write isinactive = 'F'.",
                    pair((one, next) ->
                            (one.isSymbol("=") || one.isSymbol("<>")) && (next.is("TRUE") || next.is("FALSE")))),
            SuiteQlRule.warning(
                    "internalid", "The key is called id, not internalid.", tokens -> hasWord(tokens, "INTERNALID")),
            SuiteQlRule.warning(
                    "compound-status",
                    "Over REST a status is its letter alone: 'B', not 'SalesOrd:B', which matches nothing.",
                    tokens -> tokens.stream()
                            .anyMatch(token ->
                                    token.kind() == Kind.STRING && token.text().matches("'[A-Za-z]{4,12}:[A-Z]'"))),
            SuiteQlRule.warning(
                    "inventorybalance",
                    "Stock stands in inventoryitemlocations rather than in inventorybalance.",
                    tokens -> hasWord(tokens, "INVENTORYBALANCE")),
            SuiteQlRule.warning(
                    "lines-without-filter",
                    "transactionline holds header, tax and cost lines too: add mainline = 'F' AND taxline = 'F' unless they"
                            + " are wanted; amounts of revenue are negative there.",
                    tokens -> hasWord(tokens, "TRANSACTIONLINE") && !hasWord(tokens, "MAINLINE")),
            SuiteQlRule.warning(
                    "header-total-times-lines",
                    "A total of the header is repeated for each line that is joined to it: sum the lines' amounts instead.",
                    tokens -> hasWord(tokens, "TRANSACTIONLINE")
                            && hasWord(tokens, "SUM")
                            && (hasWord(tokens, "FOREIGNTOTAL") || hasWord(tokens, "TOTAL"))));

    private SuiteQlRules() {}

    private static boolean beginsAsAQuery(List<Token> tokens) {
        for (Token token : tokens) {
            if (!token.isSymbol("(")) {
                return token.is("SELECT") || token.is("WITH");
            }
        }
        return false;
    }

    private static boolean goesOnAfterASemicolon(List<Token> tokens) {
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

    private static boolean countsBeforeItSorts(List<Token> tokens) {
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

    private static boolean hasALongList(List<Token> tokens) {
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

    private static boolean hasPlusJoin(List<Token> tokens) {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(")
                    && tokens.get(i + 1).isSymbol("+")
                    && tokens.get(i + 2).isSymbol(")")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBareDate(List<Token> tokens) {
        return tokens.stream()
                .anyMatch(token -> token.kind() == Kind.STRING && token.text().matches("'[0-9]{4}-[0-9]{2}-[0-9]{2}'"));
    }

    private static boolean hasWord(List<Token> tokens, String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    private static boolean hasSymbol(List<Token> tokens, String symbol) {
        return tokens.stream().anyMatch(token -> token.isSymbol(symbol));
    }

    private static Predicate<List<Token>> call(Set<String> functions) {
        return pair((one, next) -> one.kind() == Kind.WORD && functions.contains(one.upper()) && next.isSymbol("("));
    }

    private static Predicate<List<Token>> pair(BiPredicate<Token, Token> trap) {
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
