package org.enterprisemcp.sandbox.netsuite.suiteql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Short queries with long answers: none may fill the memory, and none may leave the service without an answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteQlLimitsTest {

    private final SmallBooks books;
    private final Asked asked;

    SuiteQlLimitsTest() throws SQLException {
        books = new SmallBooks();
        asked = new Asked(books::reader);
    }

    @AfterAll
    void close() throws SQLException {
        books.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e126",
                "1e999999",
                "POWER(10, 1000000000)",
                "EXP(1000)",
                "TO_NUMBER('1e99999999')",
                "TO_NUMBER('1e99999999') + 1",
                "TO_CHAR(TO_NUMBER('1e99999999'))"
            })
    void refusesNumbersThatAreTooGreat(String expression) {
        assertThat(Asked.detail(asked.query("SELECT " + expression + " FROM dual")))
                .endsWith("Invalid or unsupported search.");
    }

    @ParameterizedTest
    @CsvSource({"1e125, 126", "1e10, 11", "TO_NUMBER('1e12'), 13"})
    void writesGreatNumbersWithoutAnExponent(String expression, int digits) {
        String answer = Asked.rows(asked.query("SELECT " + expression + " AS n FROM dual"))
                .getFirst();
        assertThat(answer).isEqualTo("n=1" + "0".repeat(digits - 1));
    }

    @Test
    void takesAVerySmallNumberForZero() {
        assertThat(Asked.rows(asked.query("SELECT 1e-400 AS z, 1e-5 AS s FROM dual")))
                .containsExactly("z=0 s=0.00001");
    }

    @ParameterizedTest
    @CsvSource({"RPAD", "LPAD"})
    void padsToFourThousandCharactersAndNoFurther(String function) {
        String answer = Asked.rows(asked.query("SELECT " + function + "('x', 2000000000, 'x') AS t FROM dual"))
                .getFirst();
        assertThat(answer).isEqualTo("t=" + "x".repeat(4_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LPAD('7', 3, '0')     | 007",
                "RPAD('ab', 5, 'xyz')  | abxyz",
                "RPAD('ab', 7, 'xyz')  | abxyzxy",
                "LPAD('abcdef', 3)     | abc",
                "RPAD('abcdef', 3)     | abc",
                "LPAD(id, 4, '0')      | 0001"
            })
    void padsAndCutsLikeOracle(String expression, String text) {
        assertThat(Asked.rows(asked.query("SELECT " + expression + " AS t FROM customer WHERE id = 1")))
                .containsExactly("t=" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM customer c, transaction t WHERE t.entity = c.id",
                "SELECT c.id FROM customer c JOIN transaction t ON t.entity = c.id WHERE id = 1",
                "SELECT BUILTIN.DF(id) FROM customer c JOIN transaction t ON t.entity = c.id"
            })
    void refusesANameThatTwoTablesHave(String sql) {
        assertThat(Asked.detail(asked.query(sql))).endsWith("Invalid or unsupported search.");
    }

    @Test
    void looksForANameInTheNearestSelectFirst() {
        assertThat(Asked.rows(asked.query("SELECT c.id FROM customer c WHERE EXISTS "
                        + "(SELECT id FROM transaction WHERE entity = c.id AND id = 11)")))
                .containsExactly("id=2");
    }
}
