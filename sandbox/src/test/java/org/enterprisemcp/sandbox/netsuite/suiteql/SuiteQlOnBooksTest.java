package org.enterprisemcp.sandbox.netsuite.suiteql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.books.Books;
import org.enterprisemcp.sandbox.wire.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on the sandbox's own books: the datasets, and what assistants like to ask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteQlOnBooksTest {

    private final Books books;
    private final Asked asked;

    SuiteQlOnBooksTest() throws SQLException {
        books = Books.open("1234567_SB1", Books.Size.USUAL);
        try (Connection admin = books.writer()) {
            SuiteQlFunctions.install(admin);
        }
        asked = new Asked(books::reader);
    }

    @AfterAll
    void close() throws SQLException {
        books.close();
    }

    @Test
    void everyDatasetHasRows() {
        JsonNode datasets =
                Asked.json(asked.send("GET", "query/v1/dataset/", Map.of())).path("items");
        assertThat(datasets).isNotEmpty().allSatisfy(dataset -> {
            Reply reply =
                    asked.send("GET", "query/v1/dataset/" + dataset.path("id").asText() + "/result", Map.of());
            assertThat(reply.status()).as(Asked.detail(reply)).isEqualTo(200);
            assertThat(Asked.rows(reply)).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT t.id, t.tranid, BUILTIN.DF(t.entity) AS customer, BUILTIN.DF(t.status) AS status FROM transaction t "
                        + "WHERE t.type = 'SalesOrd' AND t.status = 'B' ORDER BY t.trandate DESC FETCH FIRST 10 ROWS ONLY",
                "SELECT BUILTIN.DF(tl.item) AS item, SUM(-tl.netamount) AS sales FROM transactionline tl "
                        + "JOIN transaction t ON tl.transaction = t.id WHERE t.type = 'CustInvc' AND tl.mainline = 'F' "
                        + "AND tl.taxline = 'F' GROUP BY BUILTIN.DF(tl.item) ORDER BY SUM(-tl.netamount) DESC",
                "SELECT c.id, c.companyname, e.entityid FROM customer c, employee e WHERE c.salesrep = e.id (+)",
                "SELECT BUILTIN.DF(type) AS kind, BUILTIN.DF(status) AS status, COUNT(*) AS n FROM transaction "
                        + "GROUP BY BUILTIN.DF(type), BUILTIN.DF(status) ORDER BY 1, 2",
                "SELECT id, NVL(email, 'none') AS email FROM customer WHERE NVL(isinactive, 'F') = 'F' AND ROWNUM <= 5",
                "SELECT BUILTIN.DF(class) AS class, BUILTIN.DF(item) AS item FROM transactionline WHERE class IS NOT NULL",
                "SELECT BUILTIN.DF(custentity_segment) AS segment, COUNT(*) AS n FROM customer GROUP BY BUILTIN.DF(custentity_segment)",
                "SELECT id, name, BUILTIN.DF(owner) AS owner FROM customrecord_project",
                "SELECT l.nextdoc, BUILTIN.DF(l.nextdoc) AS name FROM nexttransactionlink l"
            })
    void answersWhatAssistantsAsk(String sql) {
        Reply reply = asked.query(sql);
        assertThat(reply.status()).as(Asked.detail(reply)).isEqualTo(200);
        assertThat(Asked.rows(reply)).isNotEmpty();
    }

    @Test
    void showsAStatusByItsTransactionType() {
        assertThat(Asked.rows(asked.query("SELECT DISTINCT BUILTIN.DF(status) AS s FROM transaction "
                        + "WHERE type = 'CustInvc' AND status = 'B'")))
                .hasSize(1)
                .first()
                .asString()
                .contains("Paid In Full");
    }

    @Test
    void staysReadableAfterTheBooksStartedAfresh() throws SQLException {
        books.seed();
        assertThat(Asked.rows(asked.query("SELECT BUILTIN.DF(entity) AS who FROM transaction WHERE ROWNUM = 1")))
                .hasSize(1);
    }
}
