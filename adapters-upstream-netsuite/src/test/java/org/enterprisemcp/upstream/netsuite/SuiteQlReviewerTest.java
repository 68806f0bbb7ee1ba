package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.query.QueryReview.Finding;
import org.enterprisemcp.domain.query.QueryReview.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteQlReviewerTest {

    private final SuiteQlReviewer reviewer = new SuiteQlReviewer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM customer",
                "UPDATE customer SET email = 'SELECT'",
                "INSERT INTO customer (id) VALUES (1)",
                "DROP TABLE customer",
                "EXPLAIN SELECT 1",
                "customer",
                "-- SELECT only in a comment",
                "/* SELECT */",
                "'SELECT 1'",
                "()",
                ";"
            })
    void refusesWhatIsNoSelect(String query) {
        assertThat(reviewer.isSingleSelect(query)).isFalse();
        assertThat(errors(query)).contains("select-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 FROM a; SELECT 2 FROM b",
                "SELECT 1 FROM a; DELETE FROM b",
                "SELECT 1 FROM a;; x",
                "SELECT ';' FROM a; --\nDROP TABLE a",
                "SELECT 1 FROM a;/**/DELETE FROM b"
            })
    void refusesSeveralStatements(String query) {
        assertThat(reviewer.isSingleSelect(query)).isFalse();
        assertThat(errors(query)).contains("one-statement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1 FROM a;", "SELECT 1 FROM a ; -- done;", "SELECT 1 FROM a;;", "(SELECT 1 FROM a)"})
    void allowsASemicolonAtTheEndAndASelectInParentheses(String query) {
        assertThat(reviewer.isSingleSelect(query)).isTrue();
        assertThat(errors(query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-limit | SELECT id FROM customer LIMIT 10",
                "no-limit | SELECT id FROM customer limit 10 offset 5",
                "no-square-brackets | SELECT [id] FROM customer",
                "one-join-style | SELECT 1 FROM a, b JOIN c ON c.id = b.id WHERE a.id = b.a (+)"
            })
    void findsWhatNetSuiteRefuses(String rule, String query) {
        assertThat(errors(query)).containsExactly(rule);
    }

    @Test
    void findsAnInListThatIsTooLong() {
        assertThat(errors(inList(1_001))).containsExactly("in-list-too-long");
        assertThat(errors(inList(1_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bare-offset | SELECT id FROM customer ORDER BY id OFFSET 10",
                "with-clause | WITH a AS (SELECT id FROM customer) SELECT id FROM a",
                "rownum-before-order | SELECT id FROM customer WHERE ROWNUM <= 5 ORDER BY id DESC",
                "top-is-slow | SELECT TOP 5 id FROM customer",
                "select-star | SELECT * FROM customer",
                "select-star | SELECT DISTINCT * FROM customer",
                "select-star | SELECT c.* FROM customer c",
                "concatenation | SELECT firstname + ' ' + lastname FROM employee",
                "current-date | SELECT id FROM transaction WHERE trandate = CURRENT_DATE",
                "date-literal | SELECT id FROM transaction WHERE trandate >= '2026-01-15'",
                "date-literal | SELECT id FROM transaction WHERE trandate >= DATE '2026-01-15'",
                "date-literal | SELECT id FROM transaction WHERE trandate BETWEEN TO_DATE('2026-01-01','YYYY-MM-DD') AND '2026-01-31'",
                "boolean-literal | SELECT id FROM customer WHERE isinactive = false",
                "boolean-literal | SELECT id FROM customer WHERE isinactive != TRUE",
                "internalid | SELECT internalid FROM customer",
                "compound-status | SELECT id FROM transaction WHERE status = 'SalesOrd:B'",
                "inventorybalance | SELECT item FROM inventorybalance",
                "lines-without-filter | SELECT item FROM transactionline",
                "header-total-times-lines | SELECT SUM(t.foreigntotal) FROM transaction t JOIN transactionline l ON l.transaction = t.id WHERE l.mainline = 'F'",
                "oracle-right-join | SELECT a.id FROM a, b WHERE a.id (+) = b.id",
                "quoted-name-in-subselect | SELECT x FROM (SELECT id AS \"x\" FROM customer)"
            })
    void warnsOfATrap(String rule, String query) {
        assertThat(errors(query)).isEmpty();
        assertThat(warnings(query)).containsExactly(rule);
        assertThat(reviewer.isSingleSelect(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONVERT", "DATEDIFF", "LISTAGG", "REPEAT", "CHAR", "COT", "BIT_LENGTH"})
    void warnsOfFunctionsThatSuiteQlLacks(String function) {
        assertThat(warnings("SELECT " + function + "(a) FROM b")).containsExactly("unsupported-function");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CEILING",
                "CHARINDEX",
                "LOCATE",
                "POSITION",
                "CHAR_LENGTH",
                "LCASE",
                "UCASE",
                "LEFT",
                "RIGHT",
                "SUBSTRING"
            })
    void warnsOfFunctionsThatHaveAnotherNameHere(String function) {
        assertThat(warnings("SELECT " + function + "(a) FROM b")).containsExactly("renamed-function");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM (SELECT id FROM customer ORDER BY id) WHERE ROWNUM <= 5",
                "SELECT id FROM a LEFT JOIN (SELECT id FROM b) b2 ON b2.id = a.id",
                "SELECT id FROM customer ORDER BY id OFFSET 10 ROWS FETCH NEXT 10 ROWS ONLY",
                "SELECT a.id FROM a, b WHERE a.id = b.id (+)",
                "SELECT SUM(l.netamount) AS total FROM transactionline l WHERE l.mainline = 'F'",
                "SELECT id AS internalid FROM customer",
                "SELECT id AS \"Order\" FROM customer",
                "SELECT TO_CHAR(trandate,'YYYY-MM-DD') FROM transaction WHERE TO_CHAR(trandate,'YYYY-MM-DD') = '2026-01-15'",
                "SELECT COUNT(*) FROM customer"
            })
    void doesNotWarnOfWhatIsRight(String query) {
        assertThat(warnings(query)).isEmpty();
    }

    @Test
    void tellsErrorsFirst() {
        assertThat(reviewer.review("SELECT * FROM customer LIMIT 5").findings())
                .extracting(Finding::rule)
                .containsExactly("no-limit", "select-star");
        assertThat(reviewer.review("SELECT * FROM customer LIMIT 5").hasErrors())
                .isTrue();
    }

    @Test
    void everyFindingSaysWhatToDoInASentence() {
        assertThat(SuiteQlRules.ALL)
                .allSatisfy(rule ->
                        assertThat(rule.finding().message()).endsWith(".").hasSizeGreaterThan(20));
        assertThat(SuiteQlRules.ALL.stream().map(rule -> rule.finding().rule())).doesNotHaveDuplicates();
    }

    private static String inList(int values) {
        return IntStream.range(0, values)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "SELECT id FROM customer WHERE id IN (", ")"));
    }

    private List<String> errors(String query) {
        return rules(query, Severity.ERROR);
    }

    private List<String> warnings(String query) {
        return rules(query, Severity.WARNING);
    }

    private List<String> rules(String query, Severity severity) {
        return reviewer.review(query).findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::rule)
                .toList();
    }
}
