package org.enterprisemcp.sandbox.netsuite.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BooksTest {

    private Books books;

    @BeforeAll
    void open() throws SQLException {
        books = Books.open("1234567", Books.Size.USUAL);
    }

    @AfterAll
    void close() throws SQLException {
        books.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM customer",
                "UPDATE customer SET email = 'x'",
                "CREATE TABLE x (a INT)",
                "SELECT FILE_READ('/etc/passwd')",
                "SHUTDOWN"
            })
    void refusesEverythingButReadingToItsReader(String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = books.reader();
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3      | FROM subsidiary",
                "200    | FROM customer",
                "60     | FROM vendor",
                "40     | FROM employee",
                "150    | FROM item",
                "450    | FROM entity",
                "2000   | FROM transaction WHERE type = 'SalesOrd'",
                "1500   | FROM transaction WHERE type = 'CustInvc'",
                "600    | FROM transaction WHERE type = 'PurchOrd'",
                "0      | FROM transaction t WHERE type <> 'Journal' AND foreigntotal <> (SELECT -SUM(foreignamount) FROM transactionline l WHERE l.transaction = t.id AND mainline = 'F') AND type <> 'ItemShip'",
                "0      | FROM transactionline l LEFT JOIN transaction t ON t.id = l.transaction WHERE t.id IS NULL",
                "0      | FROM (SELECT SUM(amount) AS s FROM transactionaccountingline GROUP BY transaction) WHERE s <> 0",
                "0      | FROM transaction WHERE postingperiod IS NULL AND posting = 'T'",
                "1      | FROM transaction WHERE type = 'SalesOrd' AND TRANDATE = TO_DATE('2026-06-29', 'YYYY-MM-DD') AND ROWNUM = 1",
                "5      | FROM NSMETA.reference WHERE table_name = 'customer' AND column_name IN ('subsidiary', 'salesrep', 'terms', 'currency', 'parent')",
                "1      | FROM NSMETA.enumeration WHERE column_name = 'status' AND code = 'SalesOrd:B' AND label = 'Sales Order : Pending Fulfillment' AND qualifier_column = 'type'"
            })
    void beginsWithRowsThatAgreeWithEachOther(long count, String from) throws SQLException {
        assertThat(count(books, from)).isEqualTo(count);
    }

    @Test
    void hasEveryReferencedRow() throws SQLException {
        for (Table table : books.tables().all()) {
            for (Column column : table.columns()) {
                if (column.kind() == Column.Kind.REF) {
                    Table target = books.tables().require(column.target());
                    assertThat(count(
                                    books,
                                    "FROM " + table.name() + " a WHERE a." + column.name()
                                            + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + target.name()
                                            + " b WHERE b." + target.key().name() + " = a." + column.name() + ")"))
                            .as(table.name() + "." + column.name())
                            .isZero();
                }
            }
        }
    }

    @Test
    void isTheSameAtEveryStartAndAnotherForAnotherAccount() throws SQLException {
        String sum = "FROM transaction WHERE total > 1000";
        String name = "FROM customer a WHERE id = 107 AND companyname = '"
                + text("SELECT companyname FROM customer WHERE id = 107") + "'";
        try (Books again = Books.open("1234567", Books.Size.USUAL);
                Books other = Books.open("1234567_SB1", Books.Size.USUAL)) {
            assertThat(count(again, sum)).isEqualTo(count(books, sum));
            assertThat(count(again, name)).isOne();
            assertThat(count(other, sum)).isNotEqualTo(count(books, sum));
            assertThat(count(other, name)).isZero();
        }
    }

    @Test
    void hasMoreRowsThanAQueryMayPageThroughWhenAskedTo() throws SQLException {
        try (Books big = Books.open("1234567", Books.Size.BIG)) {
            assertThat(count(big, "FROM customrecord_measurement")).isEqualTo(120_000);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = books.reader();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long count(Books of, String from) throws SQLException {
        try (Connection connection = of.reader();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) " + from)) {
            row.next();
            return row.getLong(1);
        }
    }
}
