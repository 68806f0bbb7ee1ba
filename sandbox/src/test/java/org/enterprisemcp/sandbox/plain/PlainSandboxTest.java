package org.enterprisemcp.sandbox.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainSandboxTest {

    private static final String NEW_CUSTOMER =
            "{\"name\":\"Acme\",\"email\":\"acme@example.com\",\"credit_limit\":12.5}";

    private final PlainSandbox sandbox = PlainSandbox.start();
    private final RawHttp http = new RawHttp(URI.create(sandbox.baseUrl()).getPort());

    @BeforeEach
    void startAfresh() {
        sandbox.control().reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void refusesACallWithoutItsToken() {
        HttpReply reply = http.send("GET", "/v1/customers/1", Map.of(), new byte[0]);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).get().asString().startsWith("Bearer");
        assertThat(reply.json().at("/error/code").asText()).isEqualTo("unauthorized");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v1/nothings/1     |                                    | 404 | unknown_type",
                "GET    | /v1/customers/0    |                                    | 404 | not_found",
                "GET    | /v1/customers/x    |                                    | 404 | not_found",
                "PATCH  | /v1/customers/0    | {'city':'Bern'}                    | 404 | not_found",
                "DELETE | /v1/customers/0    |                                    | 404 | not_found",
                "PUT    | /v1/customers/1    |                                    | 405 | method_not_allowed",
                "POST   | /v1/customers      | {                                  | 400 | malformed_json",
                "POST   | /v1/customers      | []                                 | 400 | malformed_json",
                "POST   | /v1/customers      | {\"credit_limit\":1e9999999999}      | 400 | malformed_json",
                "POST   | /v1/customers      | {'name':'A'}                       | 400 | invalid_field",
                "POST   | /v1/customers      | {'name':3,'email':'a@b.example'}   | 400 | invalid_field",
                "POST   | /v1/customers      | {'nome':'A','email':'a@b.example'} | 400 | invalid_field",
                "PATCH  | /v1/customers/1    | {}                                 | 400 | nothing_to_change",
                "POST   | /v1/orders         | {'customer_id':0,'item_id':1,'quantity':1} | 422 | unknown_reference",
                "GET    | /v1/customers?limit=x |                                 | 400 | invalid_parameter"
            })
    void refusesAWrongRequestInTheWordsOfABusinessSystem(
            String method, String path, String body, int status, String code) {
        HttpReply reply = call(method, path, body == null ? "" : body.replace('\'', '"'));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().at("/error/code").asText()).isEqualTo(code);
        assertThat(reply.header("X-Request-Id")).isPresent();
    }

    @Test
    void refusesADuplicateKeyAndAnotherContentType() {
        assertThat(call("POST", "/v1/customers", NEW_CUSTOMER).status()).isEqualTo(201);
        assertThat(call("POST", "/v1/customers", NEW_CUSTOMER).status()).isEqualTo(409);
        assertThat(http.send("POST", "/v1/customers", Map.of("Authorization", bearer()), new byte[] {'{', '}'})
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DELETE FROM customers",
                "SELECT 1; DELETE FROM customers",
                "SELECT * FROM nothings",
                "SELECT * FROM INFORMATION_SCHEMA.USERS WHERE PASSWORD IS NOT NULL",
                "SELECT FILE_READ('/etc/passwd')",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "SELECT CSVWRITE('/tmp/x', 'SELECT 1')",
                "SELECT LINK_SCHEMA('X', '', '', '', '', '')",
                "SELECT * FROM FINAL TABLE (INSERT INTO customers(name, email) VALUES ('a', 'b'))",
                "WITH x AS (SELECT 1) DELETE FROM customers"
            })
    void refusesAQueryThatIsMoreThanReadingItsTables(String sql) {
        HttpReply reply = query(sql, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asText()).isEqualTo("invalid_query");
        assertThat(reply.text()).doesNotContain("org.h2", "\\n");
        assertThat(query("SELECT COUNT(*) AS n FROM customers", "")
                        .json()
                        .at("/items/0/n")
                        .asInt())
                .isEqualTo(Database.CUSTOMERS);
    }

    @Test
    void createsReadsChangesAndDeletesARecord() {
        HttpReply created = call("POST", "/v1/customers", NEW_CUSTOMER);
        String path = created.header("Location").orElseThrow();
        assertThat(path).isEqualTo("/v1/customers/" + created.json().path("id").asInt());
        assertThat(call("PATCH", path, "{\"city\":\"Bern\",\"credit_limit\":null}")
                        .json()
                        .path("city")
                        .asText())
                .isEqualTo("Bern");
        JsonNode read = call("GET", path, "").json();
        assertThat(read.path("name").asText()).isEqualTo("Acme");
        assertThat(read.path("credit_limit").isNull()).isTrue();
        assertThat(call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(call("GET", path, "").status()).isEqualTo(404);
    }

    @Test
    void pagesAQueryAndCountsItsRows() {
        JsonNode page =
                query("SELECT id FROM orders ORDER BY id", "&limit=3&offset=2").json();
        assertThat(page.path("items").findValuesAsText("id")).containsExactly("3", "4", "5");
        assertThat(page.path("total").asInt()).isEqualTo(Database.ORDERS);
    }

    @Test
    void hasTheSameRowsAtEveryStart() {
        try (PlainSandbox other = PlainSandbox.start()) {
            RawHttp there = new RawHttp(URI.create(other.baseUrl()).getPort());
            HttpReply reply = there.send(
                    "GET", "/v1/customers/77", Map.of("Authorization", "Bearer " + other.accessToken()), new byte[0]);
            assertThat(reply.json())
                    .isEqualTo(call("GET", "/v1/customers/77", "").json());
        }
    }

    @Test
    void goesWrongAsOftenAsItWasAskedTo() {
        sandbox.control().inject(Fault.status(503, Map.of("Retry-After", "1"), "GET", "/v1/customers", 2));
        assertThat(call("GET", "/v1/customers/1", "").header("Retry-After")).contains("1");
        assertThat(call("GET", "/v1/customers/1", "").status()).isEqualTo(503);
        assertThat(call("GET", "/v1/customers/1", "").status()).isEqualTo(200);
    }

    @Test
    void cutsTheConnectionBeforeOrAfterTheWork() {
        sandbox.control().inject(Fault.of(Fault.Kind.RESET_BEFORE, "POST", "/v1/customers", 1));
        assertThatThrownBy(() -> call("POST", "/v1/customers", NEW_CUSTOMER)).isInstanceOf(UncheckedIOException.class);
        assertThat(customers()).isEqualTo(Database.CUSTOMERS);

        sandbox.control().inject(Fault.of(Fault.Kind.RESET_AFTER, "POST", "/v1/customers", 1));
        assertThatThrownBy(() -> call("POST", "/v1/customers", NEW_CUSTOMER)).isInstanceOf(UncheckedIOException.class);
        assertThat(customers()).isEqualTo(Database.CUSTOMERS + 1);
    }

    @Test
    void breaksAnAnswerOffDripsItOrAnswersInHtml() {
        String whole = call("GET", "/v1/customers/1", "").text();
        sandbox.control().inject(Fault.of(Fault.Kind.TRUNCATED_BODY, "GET", "/v1/customers", 1));
        assertThat(call("GET", "/v1/customers/1", "").text()).hasSizeLessThan(whole.length());
        sandbox.control().inject(Fault.of(Fault.Kind.SLOW_BODY, "GET", "/v1/customers", 1));
        assertThat(call("GET", "/v1/customers/1", "").text()).isEqualTo(whole);
        sandbox.control().inject(Fault.of(Fault.Kind.HTML, "GET", "/v1/customers", 1));
        assertThat(call("GET", "/v1/customers/1", "").text()).startsWith("<html>");
        sandbox.control().inject(Fault.of(Fault.Kind.EXPIRED_TOKEN, "GET", "/v1/customers", 1));
        assertThat(call("GET", "/v1/customers/1", "").status()).isEqualTo(401);
    }

    @Test
    void isControlledOverHttpToo() {
        assertThat(http.send("GET", "/control/journal", Map.of(), new byte[0]).status())
                .isEqualTo(401);
        Map<String, String> control = Map.of("Authorization", "Bearer " + sandbox.controlToken());
        byte[] fault = "{\"kind\":\"status\",\"status\":429,\"method\":\"GET\",\"path\":\"/v1/items\"}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(http.send("POST", "/control/faults", control, fault).status())
                .isEqualTo(204);
        assertThat(http.send("POST", "/control/faults", control, new byte[] {'{', '}'})
                        .status())
                .isEqualTo(400);
        assertThat(call("GET", "/v1/items/1", "").status()).isEqualTo(429);
        JsonNode journal =
                http.send("GET", "/control/journal", control, new byte[0]).json();
        assertThat(journal).hasSize(1);
        assertThat(journal.at("/0/path").asText()).isEqualTo("/v1/items/1");
        assertThat(http.send("DELETE", "/control/journal", control, new byte[0]).status())
                .isEqualTo(204);
        assertThat(sandbox.control().journal()).isEqualTo(List.of());
    }

    private int customers() {
        return query("SELECT COUNT(*) AS n FROM customers", "")
                .json()
                .at("/items/0/n")
                .asInt();
    }

    private HttpReply query(String sql, String paging) {
        return call("GET", "/v1/query?q=" + URLEncoder.encode(sql, StandardCharsets.UTF_8) + paging, "");
    }

    private HttpReply call(String method, String path, String body) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", bearer()));
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        return http.send(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private String bearer() {
        return "Bearer " + sandbox.accessToken();
    }
}
