package org.enterprisemcp.sandbox.netsuite.suiteql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.wire.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteQlRefusalsTest {

    private static final String INVALID = "Invalid search query. Detailed unprocessed description follows. ";
    private static final String UNSUPPORTED = INVALID + "Search error occurred: Invalid or unsupported search.";

    private final SmallBooks books;
    private final Asked asked;

    SuiteQlRefusalsTest() throws SQLException {
        books = new SmallBooks();
        asked = new Asked(books::reader);
    }

    @AfterAll
    void close() throws SQLException {
        books.close();
    }

    @Test
    void refusesAQueryWithoutTheHeaderThatSuiteQlAsksFor() {
        Reply reply = asked.post(Map.of(), Map.of("Prefer", "respond-async"), "{\"q\":\"SELECT id FROM customer\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(Asked.json(reply).at("/o:errorDetails/0/o:errorHeader").asText())
                .isEqualTo("Prefer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{              | INVALID_REQUEST   | ",
                "[]             | INVALID_REQUEST   | ",
                "''             | INVALID_REQUEST   | ",
                "{}             | INVALID_PARAMETER | q",
                "{\"q\":7}      | INVALID_PARAMETER | q",
                "{\"q\":\" \"}  | INVALID_PARAMETER | q",
                "{\"q\":\"SELECT id FROM customer WHERE id = ?\"}                    | INVALID_PARAMETER | params",
                "{\"q\":\"SELECT id FROM customer WHERE id = ?\",\"params\":[1,2]}   | INVALID_PARAMETER | params",
                "{\"q\":\"SELECT id FROM customer\",\"params\":[\"1\"]}              | INVALID_PARAMETER | params",
                "{\"q\":\"SELECT id FROM customer\",\"params\":{}}                   | INVALID_CONTENT   | ",
                "{\"q\":\"SELECT id FROM customer WHERE id = ?\",\"params\":[[1]]}   | INVALID_CONTENT   | "
            })
    void refusesABodyThatIsNoQuery(String body, String code, String parameter) {
        Reply reply = asked.post(Map.of(), Map.of("Prefer", "transient"), body);
        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = Asked.json(reply).at("/o:errorDetails/0");
        assertThat(error.path("o:errorCode").asText()).isEqualTo(code);
        assertThat(error.path("o:errorQueryParam").asText()).isEqualTo(parameter == null ? "" : parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, limit",
        "1001, 0, limit",
        "ten, 0, limit",
        "99999999999, 0, limit",
        "10, 5, offset",
        "10, -10, offset",
        "10, x, offset",
        "1000, 100000, offset",
        "100, 200000, offset"
    })
    void refusesAPageThatIsNone(String limit, String offset, String parameter) {
        Reply reply =
                asked.query(Map.of("limit", List.of(limit), "offset", List.of(offset)), "SELECT id FROM customer");
        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = Asked.json(reply).at("/o:errorDetails/0");
        assertThat(error.path("o:errorCode").asText()).isEqualTo("INVALID_PARAMETER");
        assertThat(error.path("o:errorQueryParam").asText()).isEqualTo(parameter);
    }

    @Test
    void refusesInTheShapeOfTheWire() {
        Reply reply = asked.query("SELECT nope FROM customer");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().get("Content-Type"))
                .isEqualTo("application/vnd.oracle.resource+json; type=error; charset=UTF-8");
        JsonNode body = Asked.json(reply);
        assertThat(body.path("type").asText()).isEqualTo("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1");
        assertThat(body.path("title").asText()).isEqualTo("Bad Request");
        assertThat(body.path("status").asInt()).isEqualTo(400);
        JsonNode error = body.at("/o:errorDetails/0");
        assertThat(error.path("o:errorCode").asText()).isEqualTo("INVALID_PARAMETER");
        assertThat(error.path("o:errorQueryParam").asText()).isEqualTo("q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT nope FROM customer                                 | nope | {customer=customer}",
                "SELECT c.nope FROM customer c                             | nope | {c=customer}",
                "SELECT customer.id FROM customer c                        | customer | {c=customer}",
                "SELECT id FROM customer WHERE x = 1                       | x    | {customer=customer}",
                "SELECT id FROM customer ORDER BY nope                     | nope | {customer=customer}",
                "SELECT entityid AS n FROM customer GROUP BY n             | n    | {customer=customer}",
                "SELECT c.id FROM customer c, transaction t WHERE t.no = 1 | no   | {c=customer, t=transaction}",
                "SELECT BUILTIN.DF(nope) FROM customer                     | nope | {customer=customer}",
                "SELECT internalid FROM customer                           | internalid | {customer=customer}",
                "SELECT c.id FROM customer c JOIN employee e USING (email) | email | {c=customer, e=employee}",
                "SELECT CURRENT_USER FROM customer                         | current_user | {customer=customer}",
                "SELECT USER FROM customer                                 | user | {customer=customer}",
                "SELECT x.id FROM (SELECT id AS n FROM customer) x         | id   | {x=x}"
            })
    void namesWhatItDoesNotKnowAndWhatItDoes(String sql, String unknown, String sources) {
        assertThat(Asked.detail(asked.query(sql)))
                .isEqualTo(INVALID + "Search error occurred: Unknown identifier '" + unknown
                        + "'. Available identifiers are: " + sources + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT id FROM nosuchtable, nosuchtable",
        "SELECT table_name FROM INFORMATION_SCHEMA.TABLES, INFORMATION_SCHEMA.TABLES",
        "SELECT code FROM NSMETA.enumeration, NSMETA.enumeration",
        "SELECT code FROM enumeration, enumeration",
        "SELECT id FROM NS.customer, NS.customer",
        "SELECT id FROM customer WHERE id IN (SELECT id FROM secrets), secrets"
    })
    void knowsNoOtherTables(String sql, String table) {
        assertThat(Asked.detail(asked.query(sql))).isEqualTo(INVALID + "Invalid search type: " + table + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM customer",
                "UPDATE customer SET email = 'x'",
                "INSERT INTO customer (id) VALUES (9)",
                "DROP TABLE customer",
                "CREATE ALIAS X FOR 'java.lang.System.exit'",
                "SHUTDOWN",
                "SCRIPT",
                "CALL 1",
                "SET MODE Regular",
                "SELECT id FROM customer; DELETE FROM customer",
                "SELECT id FROM customer; SELECT id FROM employee",
                "nonsense",
                "SELECT",
                "SELECT id FROM",
                "SELECT 1",
                "VALUES (1)",
                "TABLE customer",
                "SELECT id FROM customer LIMIT 1",
                "SELECT id FROM customer LIMIT 1 OFFSET 2",
                "SELECT id FROM customer OFFSET 2 ROWS",
                "SELECT id FROM (SELECT id FROM customer LIMIT 1)",
                "WITH c AS (SELECT id FROM customer) SELECT id FROM c",
                "SELECT id FROM (WITH c AS (SELECT id FROM customer) SELECT id FROM c)",
                "SELECT LISTAGG(entityid, ',') WITHIN GROUP (ORDER BY id) FROM customer",
                "SELECT CEILING(1.5) FROM customer",
                "SELECT LEFT(entityid, 2) FROM customer",
                "SELECT SUBSTRING(entityid, 1, 2) FROM customer",
                "SELECT UCASE(entityid) FROM customer",
                "SELECT POSITION('a' IN entityid) FROM customer",
                "SELECT CHAR_LENGTH(entityid) FROM customer",
                "SELECT DATEDIFF(DAY, datecreated, datecreated) FROM customer",
                "SELECT CONVERT(id, CHAR) FROM customer",
                "SELECT [id] FROM customer",
                "SELECT id FROM [customer]",
                "SELECT entityid AS [name] FROM customer",
                "SELECT x.n FROM (SELECT id AS \"n\" FROM customer) x",
                "SELECT id FROM customer WHERE id IN (SELECT \"id\" FROM customer)",
                "SELECT c.id FROM customer c, transaction t JOIN employee e ON e.id = c.salesrep",
                "SELECT c.id FROM customer c JOIN transaction t ON t.entity = c.id WHERE c.salesrep = t.id (+)",
                "SELECT c.id FROM customer c, transaction t WHERE t.entity (+) = c.id",
                "SELECT c.id FROM customer c, transaction t WHERE c.id = t.entity (+) OR c.id = 1",
                "SELECT c.id FROM customer c NATURAL JOIN transaction t",
                "SELECT id FROM customer FOR UPDATE",
                "SELECT id INTO x FROM customer",
                "SELECT TOP 10 PERCENT id FROM customer",
                "SELECT id FROM customer QUALIFY ROW_NUMBER() OVER (ORDER BY id) = 1",
                "SELECT id FROM customer START WITH id = 1 CONNECT BY PRIOR id = salesrep",
                "SELECT id FROM transaction WHERE trandate >= '2026-01-01'",
                "SELECT id FROM transaction WHERE trandate BETWEEN '1/1/2026' AND '2/1/2026'",
                "SELECT id FROM transaction WHERE trandate >= DATE '2026-01-01'",
                "SELECT id FROM customer WHERE entityid ILIKE 'a%'",
                "SELECT id::varchar FROM customer",
                "SELECT id FROM customer WHERE id = :one",
                "SELECT @x FROM customer",
                "SELECT NEXT VALUE FOR s FROM customer",
                "SELECT BUILTIN.DF(id + 1) FROM customer",
                "SELECT BUILTIN.NOPE(id) FROM customer",
                "SELECT BUILTIN.RELATIVE_RANGES('XX', 'START') FROM customer",
                "SELECT (SELECT id FROM customer) EXCEPT (SELECT id FROM customer)",
                "SELECT id FROM customer EXCEPT SELECT id FROM employee",
                "SELECT entityid + 'x' FROM customer",
                "SELECT id FROM customer WHERE id = 'abc'",
                "SELECT id, COUNT(*) FROM customer"
            })
    void saysThatItDoesNotUnderstand(String sql) {
        assertThat(Asked.detail(asked.query(sql))).isEqualTo(UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FILE_READ('/etc/hostname') FROM customer",
                "SELECT H2VERSION() FROM customer",
                "SELECT id FROM customer WHERE id = LENGTH(FILE_READ('/etc/hostname'))",
                "SELECT id FROM customer ORDER BY FILE_READ('/etc/hostname')",
                "SELECT COUNT(*) FROM customer GROUP BY FILE_READ('/etc/hostname')",
                "SELECT COUNT(*) FROM customer HAVING FILE_READ('/etc/hostname') = 'x'",
                "SELECT CASE WHEN FILE_READ('/etc/hostname') = 'x' THEN 1 ELSE 2 END FROM customer",
                "SELECT SUM(LENGTH(FILE_READ('/etc/hostname'))) OVER (PARTITION BY id) FROM customer",
                "SELECT SUM(id) OVER (ORDER BY FILE_READ('/etc/hostname')) FROM customer",
                "SELECT SUM(id) OVER (ORDER BY id ROWS BETWEEN LENGTH(FILE_READ('/etc/hostname')) PRECEDING AND CURRENT ROW)"
                        + " FROM customer",
                "SELECT id FROM customer FETCH FIRST LENGTH(FILE_READ('/etc/hostname')) ROWS ONLY",
                "SELECT TOP (LENGTH(FILE_READ('/etc/hostname'))) id FROM customer",
                "SELECT CAST(FILE_READ('/etc/hostname') AS VARCHAR) FROM customer",
                "SELECT id FROM CSVREAD('/etc/passwd')",
                "SELECT x FROM SYSTEM_RANGE(1, 100)",
                "SELECT x FROM TABLE(x INT = (1, 2))",
                "SELECT x FROM UNNEST(ARRAY[1, 2]) AS t(x)",
                "SELECT id FROM customer, LATERAL (SELECT FILE_READ('/etc/hostname')) x",
                "SELECT SUITEQL.DISPLAYED('customer', 'id', 'email', 1) FROM customer",
                "SELECT DATABASE_PATH() FROM customer",
                "SELECT SESSION_ID() FROM customer",
                "SELECT LINK_SCHEMA('a', '', 'jdbc:h2:mem:x', 'sa', '', 'P') FROM customer",
                "SELECT \"java.lang.System.exit\"(1) FROM customer",
                "SELECT JSON_OBJECT('a': FILE_READ('/etc/hostname')) FROM customer",
                "SELECT XMLSERIALIZE(id) FROM customer",
                "SELECT id FROM customer /* */ UNION SELECT FILE_READ('/etc/hostname') FROM DUAL",
                "SELECT 'a''||FILE_READ(''/etc/hostname'')||''' || FILE_READ('/etc/hostname') FROM customer"
            })
    void letsNobodyReachWhatIsBehindTheTables(String sql) {
        assertThat(Asked.detail(asked.query(sql))).isEqualTo(UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FILE_READ('/etc/hostname')",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "INSERT INTO customer (id) VALUES (9)",
                "DELETE FROM customer",
                "CREATE ALIAS X FOR 'java.lang.System.exit'",
                "SHUTDOWN",
                "SCRIPT"
            })
    void standsBeforeADatabaseThatRefusesThemToo(String sql) throws SQLException {
        try (Connection reader = books.reader();
                Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void knowsNoTableThatTheRoleMayNotSee() throws SQLException {
        Asked limited = new Asked(books::reader, new Permissions(Set.of("employee"), false, false));
        assertThat(Asked.detail(limited.query("SELECT id FROM Employee")))
                .isEqualTo(INVALID + "Invalid search type: Employee.");
        assertThat(Asked.detail(
                        limited.query("SELECT c.id FROM customer c WHERE c.salesrep IN (SELECT e.id FROM employee e)")))
                .isEqualTo(INVALID + "Invalid search type: employee.");
        assertThat(Asked.rows(limited.query("SELECT BUILTIN.DF(salesrep) AS rep FROM customer WHERE id = 1")))
                .containsExactly("rep=Ada Reyes");
    }

    @Test
    void keepsAQuoteInsideAName() {
        String sql = "SELECT id AS \"x\"\" FROM NSMETA.reference --\" FROM customer WHERE id = 1";
        assertThat(Asked.rows(asked.query(sql))).containsExactly("x\" from nsmeta.reference --=1");
    }

    @Test
    void stopsAQueryThatIsTooExpensive() {
        String lines =
                IntStream.range(0, 12).mapToObj(i -> "transactionline l" + i).collect(Collectors.joining(", "));
        String many = IntStream.range(0, 12).mapToObj(i -> "l" + i + ".amount").collect(Collectors.joining(" + "));
        assertThat(Asked.detail(asked.query("SELECT SUM(" + many + ") FROM " + lines)))
                .startsWith(INVALID + "Search error occurred: ");
    }

    @Test
    void refusesQueriesThatAreTooLongOrTooDeep() {
        String deep = "SELECT " + "(".repeat(200) + "1" + ")".repeat(200) + " FROM customer";
        String chain = "SELECT 1" + "+1".repeat(30_000) + " FROM customer";
        String longest = "SELECT id FROM customer WHERE entityid = '" + "x".repeat(1_000_000) + "'";
        assertThat(Asked.detail(asked.query(deep))).isEqualTo(UNSUPPORTED);
        assertThat(Asked.detail(asked.query(chain))).isEqualTo(UNSUPPORTED);
        assertThat(Asked.detail(asked.query(longest))).isEqualTo(UNSUPPORTED);
    }

    @Test
    void takesAThousandValuesInAListAndNotOneMore() {
        String thousand =
                IntStream.rangeClosed(1, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(Asked.rows(asked.query("SELECT COUNT(*) AS n FROM customer WHERE id IN (" + thousand + ")")))
                .containsExactly("n=3");
        assertThat(Asked.detail(asked.query("SELECT COUNT(*) AS n FROM customer WHERE id IN (0," + thousand + ")")))
                .isEqualTo(UNSUPPORTED);
    }

    @Test
    void refusesOtherMethodsAndPlaces() {
        assertThat(asked.send("GET", "query/v1/suiteql", Map.of()).status()).isEqualTo(405);
        assertThat(asked.send("POST", "query/v1/dataset/", Map.of()).status()).isEqualTo(405);
        assertThat(asked.send("GET", "query/v1/nothing", Map.of()).status()).isEqualTo(404);
        assertThat(asked.send("GET", "query/v1/dataset/nothing/result", Map.of())
                        .status())
                .isEqualTo(404);
    }
}
