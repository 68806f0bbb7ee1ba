package org.enterprisemcp.sandbox.netsuite.suiteql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.enterprisemcp.sandbox.wire.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteQlPagesTest {

    private final SmallBooks books;
    private final Asked asked;

    SuiteQlPagesTest() throws SQLException {
        books = new SmallBooks();
        books.execute("CREATE TABLE NS.measurement (id BIGINT PRIMARY KEY, customer BIGINT)");
        books.execute("INSERT INTO NS.measurement SELECT x, 1 + MOD(x, 3) FROM SYSTEM_RANGE(1, 120000)");
        books.execute("INSERT INTO NSMETA.reference VALUES ('measurement', 'customer', 'customer', 'id', 'entityid')");
        asked = new Asked(books::reader);
    }

    @AfterAll
    void close() throws SQLException {
        books.close();
    }

    @Test
    void wrapsThePageOfACollection() {
        Reply reply = asked.query(Asked.page(2, 2), "SELECT id FROM transaction ORDER BY id");
        assertThat(reply.headers())
                .containsEntry("Preference-Applied", "transient")
                .containsEntry("Content-Type", "application/vnd.oracle.resource+json; type=collection; charset=UTF-8");
        JsonNode body = Asked.json(reply);
        assertThat(body.propertyStream().map(Map.Entry::getKey))
                .containsExactly("links", "count", "hasMore", "items", "offset", "totalResults");
        assertThat(body.at("/items/0").toString()).isEqualTo("{\"links\":[],\"id\":\"12\"}");
        assertThat(body.path("count").asInt()).isEqualTo(2);
        assertThat(body.path("hasMore").asBoolean()).isFalse();
        assertThat(body.path("offset").asInt()).isEqualTo(2);
        assertThat(body.path("totalResults").asInt()).isEqualTo(4);
    }

    @Test
    void linksToTheOtherPages() {
        assertThat(links(asked.query(Asked.page(1, 1), "SELECT id FROM transaction")))
                .containsExactly("previous 0", "first 0", "next 2", "last 3", "self 1");
        assertThat(links(asked.query(Asked.page(3, 0), "SELECT id FROM transaction")))
                .containsExactly("next 3", "last 3", "self 0");
        assertThat(links(asked.query("SELECT id FROM transaction"))).containsExactly("self 0");
    }

    @Test
    void countsWhatTheQueryAnswersHoweverItIsWritten() {
        Map<String, List<String>> first = Asked.page(1, 0);
        assertThat(total(asked.query(first, "SELECT DISTINCT type FROM transaction")))
                .isEqualTo(2);
        assertThat(total(asked.query(first, "SELECT entity, COUNT(*) FROM transaction GROUP BY entity")))
                .isEqualTo(2);
        assertThat(total(asked.query(first, "SELECT TOP 3 id FROM transaction")))
                .isEqualTo(3);
        assertThat(total(asked.query(first, "SELECT id FROM transaction WHERE ROWNUM <= 3 ORDER BY id DESC")))
                .isEqualTo(3);
        assertThat(total(asked.query(first, "SELECT id FROM customer UNION SELECT id FROM employee")))
                .isEqualTo(5);
        assertThat(total(asked.query(first, "SELECT a.id, b.id FROM customer a, employee b")))
                .isEqualTo(6);
        assertThat(total(asked.query(first, "SELECT id FROM transaction WHERE id > ?", "10")))
                .isEqualTo(3);
        assertThat(total(asked.query(Asked.page(2, 10), "SELECT id FROM transaction")))
                .isEqualTo(4);
    }

    @Test
    void pagesThroughARowLimitOfTheQueryItself() {
        assertThat(Asked.rows(asked.query(
                        Asked.page(2, 2), "SELECT id FROM transaction ORDER BY id DESC FETCH FIRST 3 ROWS ONLY")))
                .containsExactly("id=11");
    }

    @Test
    void endsAtAHundredThousandRows() {
        Reply last = asked.query(Asked.page(1_000, 99_000), "SELECT id FROM measurement ORDER BY id");
        JsonNode body = Asked.json(last);
        assertThat(body.at("/items/999/id").asText()).isEqualTo("100000");
        assertThat(body.path("hasMore").asBoolean()).isFalse();
        assertThat(total(last)).isEqualTo(100_000);
        JsonNode uneven = Asked.json(asked.query(Asked.page(999, 99_900), "SELECT id FROM measurement ORDER BY id"));
        assertThat(uneven.path("count").asInt()).isEqualTo(100);
        assertThat(asked.query(Asked.page(1_000, 100_000), "SELECT id FROM measurement")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void makesReadableWhatIsOnThePageInTheOrderOfTheQuery() {
        String sorted = "SELECT BUILTIN.DF(customer) AS who, id FROM measurement ORDER BY MOD(id, 7) DESC, id";
        assertThat(Asked.rows(asked.query(Asked.page(2, 40_000), sorted)))
                .containsExactly("who=Alpine Foods id=40002", "who=Blue Optics id=40009");
        String numbered = "SELECT BUILTIN.DF(t.status) AS how, t.id FROM transaction t WHERE t.id > ? ORDER BY 2 DESC";
        assertThat(Asked.rows(asked.query(Asked.page(2, 0), numbered, "10")))
                .containsExactly("how=Pending Fulfillment id=13", "how=Paid In Full id=12");
        String byText = "SELECT id, BUILTIN.DF(entity) AS entity FROM transaction ORDER BY entity DESC, id";
        assertThat(Asked.rows(asked.query(Asked.page(2, 0), byText)))
                .containsExactly("id=11 entity=Blue Optics", "id=10 entity=Alpine Foods");
        String place = "SELECT id, BUILTIN.DF(entity) FROM transaction ORDER BY 2 DESC, 1";
        assertThat(Asked.rows(asked.query(Asked.page(1, 0), place))).containsExactly("id=11 expr1=Blue Optics");
    }

    @Test
    void answersAThousandRowsUnlessToldOtherwise() {
        JsonNode body = Asked.json(asked.query("SELECT id FROM measurement"));
        assertThat(body.path("count").asInt()).isEqualTo(1_000);
        assertThat(body.path("hasMore").asBoolean()).isTrue();
    }

    @Test
    void listsDatasetsInPages() {
        JsonNode body = Asked.json(asked.send("GET", "query/v1/dataset/", Asked.page(2, 2)));
        assertThat(body.path("totalResults").asInt()).isEqualTo(4);
        assertThat(body.path("count").asInt()).isEqualTo(2);
        assertThat(body.at("/items/0/id").asText()).isEqualTo("custdataset_open_invoices");
        assertThat(body.at("/items/0/name").asText()).isEqualTo("Open Invoices");
        assertThat(body.at("/items/0/description").asText()).isNotEmpty();
    }

    @Test
    void runsADatasetInPages() {
        Reply reply = asked.send("GET", "query/v1/dataset/custdataset_sales_by_month/result", Asked.page(1, 1));
        assertThat(Asked.rows(reply)).containsExactly("month=2026-02 orders=1 amount=80");
        assertThat(total(reply)).isEqualTo(3);
    }

    private static int total(Reply reply) {
        return Asked.json(reply).path("totalResults").asInt();
    }

    private static List<String> links(Reply reply) {
        return StreamSupport.stream(Asked.json(reply).path("links").spliterator(), false)
                .map(link -> link.path("rel").asText()
                        + link.path("href").asText().replaceAll(".*suiteql\\?limit=\\d+&offset=", " "))
                .toList();
    }
}
