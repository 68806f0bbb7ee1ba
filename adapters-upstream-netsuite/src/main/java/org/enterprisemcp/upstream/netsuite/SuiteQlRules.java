package org.enterprisemcp.upstream.netsuite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Kind;

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

    static final SuiteQlRule NOT_A_SELECT = SuiteQlRule.error(
            "select-only", "SuiteQL reads and nothing else: the query must be a SELECT.", SuiteQlTraps::isNoSelect);

    static final SuiteQlRule SEVERAL_STATEMENTS =
            SuiteQlRule.error("one-statement", "Send one statement at a time.", SuiteQlTraps::goesOnAfterASemicolon);

    /** All of them, in the order in which they are told. */
    static final List<SuiteQlRule> ALL = List.of(
            NOT_A_SELECT,
            SEVERAL_STATEMENTS,
            SuiteQlRule.error(
                    "no-limit",
                    "SuiteQL has no LIMIT: write FETCH FIRST n ROWS ONLY, or leave it to the arguments limit and offset.",
                    SuiteQlTraps.pair((one, next) -> one.is("LIMIT") && next.kind() == Kind.NUMBER)),
            SuiteQlRule.error(
                    "no-square-brackets",
                    "Names do not stand in square brackets.",
                    tokens -> SuiteQlTraps.hasSymbol(tokens, "[")),
            SuiteQlRule.error(
                    "one-join-style",
                    "Joins are either all ANSI (LEFT JOIN … ON) or all Oracle ((+)), never both in one query.",
                    tokens -> SuiteQlTraps.hasPlusJoin(tokens) && SuiteQlTraps.hasWord(tokens, "JOIN")),
            SuiteQlRule.error(
                    "in-list-too-long",
                    "An IN list takes at most 1000 values: split it, or join instead.",
                    SuiteQlTraps::hasALongList),
            SuiteQlRule.warning(
                    "unsupported-function",
                    "CONVERT, DATEDIFF, LISTAGG, REPEAT, CHAR, COT and BIT_LENGTH are not among the functions of SuiteQL.",
                    SuiteQlTraps.call(WITHOUT_REPLACEMENT)),
            SuiteQlRule.warning(
                    "renamed-function",
                    "Another name is used here: CEIL, INSTR, LENGTH, LOWER, UPPER, SUBSTR instead of CEILING, CHARINDEX,"
                            + " LOCATE, POSITION, CHAR_LENGTH, LCASE, UCASE, LEFT, RIGHT, SUBSTRING.",
                    SuiteQlTraps.call(RENAMED.keySet())),
            SuiteQlRule.warning(
                    "bare-offset",
                    "OFFSET alone is not supported: use the argument offset, or FETCH FIRST n ROWS ONLY.",
                    tokens -> SuiteQlTraps.hasWord(tokens, "OFFSET") && !SuiteQlTraps.hasWord(tokens, "FETCH")),
            SuiteQlRule.warning(
                    "with-clause",
                    "NetSuite's help says that WITH cannot be used; where it fails, write a sub-select in FROM.",
                    tokens -> !tokens.isEmpty() && tokens.getFirst().is("WITH")),
            SuiteQlRule.warning(
                    "rownum-before-order",
                    "ROWNUM counts before ORDER BY sorts: wrap the sorted query, SELECT * FROM (… ORDER BY …) WHERE"
                            + " ROWNUM <= n, or write FETCH FIRST n ROWS ONLY.",
                    SuiteQlTraps::countsBeforeItSorts),
            SuiteQlRule.warning(
                    "top-is-slow",
                    "TOP n works, but NetSuite computes all rows first; FETCH FIRST n ROWS ONLY may be faster.",
                    SuiteQlTraps.pair((one, next) -> one.is("TOP") && next.kind() == Kind.NUMBER)),
            SuiteQlRule.warning(
                    "select-star",
                    "SELECT * brings every column, hundreds in some tables: name the columns.",
                    SuiteQlTraps::bringsEveryColumn),
            SuiteQlRule.warning(
                    "concatenation",
                    "Strings are put together by ||, not by +.",
                    SuiteQlTraps.pair((one, next) -> (one.kind() == Kind.STRING && next.isSymbol("+"))
                            || (one.isSymbol("+") && next.kind() == Kind.STRING))),
            SuiteQlRule.warning(
                    "current-date",
                    "CURRENT_DATE is known to bring no rows: write TRUNC(SYSDATE) or"
                            + " BUILTIN.RELATIVE_RANGES('TODAY','START').",
                    tokens -> SuiteQlTraps.hasWord(tokens, "CURRENT_DATE")),
            SuiteQlRule.warning(
                    "date-literal",
                    "There are no date literals: write TO_DATE('2026-01-15','YYYY-MM-DD').",
                    SuiteQlTraps::hasBareDate),
            SuiteQlRule.warning(
                    "boolean-literal",
                    "Booleans are 'T' and 'F': write isinactive = 'F'.",
                    SuiteQlTraps.pair((one, next) -> (one.isSymbol("=") || one.isSymbol("<>") || one.isSymbol("!="))
                            && (next.is("TRUE") || next.is("FALSE")))),
            SuiteQlRule.warning(
                    "internalid", "The key is called id, not internalid.", SuiteQlTraps.wordBesideAlias("INTERNALID")),
            SuiteQlRule.warning(
                    "compound-status",
                    "Over REST a status is its letter alone: 'B', not 'SalesOrd:B', which matches nothing.",
                    tokens -> tokens.stream()
                            .anyMatch(token ->
                                    token.kind() == Kind.STRING && token.text().matches("'[A-Za-z]{4,12}:[A-Z]'"))),
            SuiteQlRule.warning(
                    "inventorybalance",
                    "Stock stands in inventoryitemlocations rather than in inventorybalance.",
                    tokens -> SuiteQlTraps.hasWord(tokens, "INVENTORYBALANCE")),
            SuiteQlRule.warning(
                    "lines-without-filter",
                    "transactionline holds header, tax and cost lines too: add mainline = 'F' AND taxline = 'F' unless they"
                            + " are wanted; amounts of revenue are negative there.",
                    tokens -> SuiteQlTraps.hasWord(tokens, "TRANSACTIONLINE")
                            && !SuiteQlTraps.hasWord(tokens, "MAINLINE")),
            SuiteQlRule.warning(
                    "header-total-times-lines",
                    "A total of the header is repeated for each line that is joined to it: sum the lines' amounts instead.",
                    SuiteQlTraps::sumsTheHeadersTotal),
            SuiteQlRule.warning(
                    "oracle-right-join",
                    "There is no right outer join in Oracle style: write RIGHT OUTER JOIN … ON, or put (+) on the right side.",
                    SuiteQlTraps::hasRightPlusJoin),
            SuiteQlRule.warning(
                    "quoted-name-in-subselect",
                    "Names in double quotes do not work in sub-selects: give a plain name there.",
                    SuiteQlTraps::quotesANameInASubSelect));

    private SuiteQlRules() {}
}
