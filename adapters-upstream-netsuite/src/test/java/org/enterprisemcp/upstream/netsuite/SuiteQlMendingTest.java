package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteQlMendingTest {

    private final SuiteQlReviewer reviewer = new SuiteQlReviewer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM customer",
                "  SELECT id FROM customer\n",
                "SELECT 'LIMIT 5; internalid' FROM customer",
                "SELECT id /* LIMIT 5 */ FROM customer -- CURRENT_DATE",
                "SELECT \"INTERNALID\" FROM customer",
                "SELECT id AS internalid FROM customer",
                "SELECT id FROM customer LIMIT 10 OFFSET 20",
                "SELECT id FROM customer LIMIT 20, 10",
                "SELECT LEFT(name, 3) FROM customer",
                "SELECT 1 FROM a; SELECT 2 FROM b"
            })
    void suggestsNothingWhereItWouldHaveToGuess(String query) {
        assertThat(reviewer.review(query).suggestion()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM customer LIMIT 10 | SELECT id FROM customer FETCH FIRST 10 ROWS ONLY",
                "SELECT id FROM customer limit 10; | SELECT id FROM customer FETCH FIRST 10 ROWS ONLY",
                "SELECT id FROM customer;; | SELECT id FROM customer",
                "SELECT c.internalid FROM customer c | SELECT c.id FROM customer c",
                "SELECT id FROM t WHERE d = current_date | SELECT id FROM t WHERE d = TRUNC(SYSDATE)",
                "SELECT UCASE(a), lcase ( b ) FROM t | SELECT UPPER(a), LOWER ( b ) FROM t",
                "SELECT CEILING(a), SUBSTRING(b,1,2), CHAR_LENGTH(c) FROM t | SELECT CEIL(a), SUBSTR(b,1,2), LENGTH(c) FROM t",
                "SELECT x FROM (SELECT x FROM y LIMIT 3) | SELECT x FROM (SELECT x FROM y FETCH FIRST 3 ROWS ONLY)"
            })
    void mendsWhatWasSurelyMeant(String query, String mended) {
        assertThat(reviewer.review(query).suggestion()).contains(mended);
    }

    @Test
    void whatWasMendedIsNotMendedAgain() {
        String mended = reviewer.review("SELECT UCASE(internalid) FROM a WHERE d = CURRENT_DATE LIMIT 5;")
                .suggestion()
                .orElseThrow();

        assertThat(reviewer.review(mended).suggestion()).isEmpty();
        assertThat(reviewer.review(mended).findings()).isEmpty();
    }
}
