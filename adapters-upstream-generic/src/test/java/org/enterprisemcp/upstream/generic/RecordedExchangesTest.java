package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.testkit.exchange.RecordedExchanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kit of recorded exchanges bites: each row here is wrong in one thing, and the failure says in which. */
@Timeout(20)
class RecordedExchangesTest {

    private static final String ROW = """
            exchanges:
              - name: planted
                operation: create
                arguments: { type: customer, fields: { name: Acme, credit: 10.50 } }
                request: { method: POST, path: /customer, headers: { X-None: null }, body: { name: Acme, credit: 10.5 } }
                response: { status: 201, body: { id: 17 } }
                result: { id: "17" }
            """;

    @Test
    void theRowAsItIsHolds() throws Throwable {
        run(ROW);
    }

    @Test
    void aWrongMethodOrPathIsFound() {
        assertFound("method: POST", "method: PUT", "request 1, method: expected PUT but was POST");
        assertFound("path: /customer", "path: /customers", "request 1, path: expected /customers but was /customer");
    }

    @Test
    void aParameterThatIsNotSentIsFound() {
        assertFound(
                "path: /customer,",
                "path: /customer, query: { a: b },",
                "request 1, query/a: expected \"b\" but was nothing");
    }

    @Test
    void aWrongHeaderIsFound() {
        assertFound("{ X-None: null }", "{ X-None: x }", "request 1, header X-None: expected x but was none");
        assertFound(
                "{ X-None: null }",
                "{ Authorization: null }",
                "request 1, header Authorization: expected none but was Bearer recorded-token");
    }

    @Test
    void aWrongBodyIsFoundAtItsPlace() {
        assertFound(
                "body: { name: Acme, credit: 10.5 }",
                "body: { name: Acne, credit: 11 }",
                "request 1, body/name: expected \"Acne\" but was \"Acme\"",
                "request 1, body/credit: expected 11 but was 10.5");
    }

    @Test
    void aWrongResultIsFound() {
        assertFound("id: \"17\"", "id: \"18\"", "result/id: expected \"18\" but was \"17\"");
    }

    @Test
    void aSuccessInPlaceOfAFailureIsFound() {
        assertFound("result: { id: \"17\" }", "failure: CONFLICT", "expected CONFLICT but the call succeeded");
    }

    @Test
    void aFailureInPlaceOfASuccessIsFound() {
        assertFound("status: 201", "status: 409", "but the call failed with CONFLICT");
    }

    @Test
    void anotherFailureIsFound() {
        String row = ROW.replace("status: 201", "status: 409");
        assertThatThrownBy(() -> run(row.replace(
                        "result: { id: \"17\" }", "failure: { code: PERMISSION, says: nope, field: phone }")))
                .hasMessageContainingAll(
                        "expected PERMISSION but was CONFLICT", "failure says: expected \"nope\"", "failure field");
    }

    @Test
    void tooManyAndTooFewRequestsAreFound() {
        String read = """
                exchanges:
                  - name: planted
                    operation: read
                    arguments: { type: customer, id: "1" }
                    steps: %s
                    failure: %s
                """;
        String step = "{ request: { method: GET, path: /customer/1 }, response: { status: 404 } }";
        assertThatThrownBy(() -> run(read.formatted("[" + step + ", " + step + "]", "RECORD_NOT_FOUND")))
                .hasMessageContaining("request 2: expected GET /customer/1 but none was sent");
        assertThatThrownBy(() -> run(read.formatted("[]", "VALIDATION")))
                .hasMessageContaining("request 1: expected none but was GET /customer/1");
    }

    @Test
    void theFailureNamesFileAndRow() {
        assertThatThrownBy(() -> run(ROW.replace("17\" }", "18\" }")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("own.yaml, row \"planted\":\n  result/id");
    }

    @Test
    void aFileThatChecksNothingIsRefused() {
        assertRefused("exchanges: []", "own.yaml: exchanges must be a list of at least one row");
        assertRefused("exchanges: {}", "own.yaml: exchanges must be a list");
        assertRefused("exchanges: [", "own.yaml: is neither YAML nor JSON");
        assertRefused(ROW + ROW.substring(ROW.indexOf("  - name")), "stands in another row too");
    }

    @Test
    void aMisspeltFieldIsRefusedWithItsRow() {
        assertRefused(ROW.replace("headers:", "header:"), "own.yaml, row \"planted\", request: header is no field");
        assertRefused(ROW.replace("result:", "expect:"), "expect is no field here; known are name");
        assertRefused(ROW.replace("result: { id: \"17\" }", "failure: OOPS"), "must be one of [MISSING_CONFIGURATION");
        assertRefused(ROW + "    failure: SERVER\n", "one of the two");
        assertThatThrownBy(() -> run(ROW.replace("operation: create", "operation: make")))
                .hasMessageContaining("operation make is not known; known are create");
        assertThatThrownBy(() -> run(ROW.replace("operation: create", "operation: upsert")))
                .hasMessageContaining("operation upsert is not offered");
    }

    private static void assertFound(String right, String wrong, String... differences) {
        assertThat(ROW).contains(right);
        assertThatThrownBy(() -> run(ROW.replace(right, wrong))).hasMessageContainingAll(differences);
    }

    private static void assertRefused(String text, String words) {
        assertThatThrownBy(() -> RecordedExchanges.of("own.yaml", text))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(words);
    }

    private static void run(String text) throws Throwable {
        RecordedExchanges.of("own.yaml", text)
                .tests(Clock.systemUTC(), baseUrl -> {
                    Map<String, String> settings = Map.of("UPSTREAM_API_BASE_URL", baseUrl);
                    return new GenericUpstreamProvider()
                            .create(key -> Optional.ofNullable(settings.get(key)), Clock.systemUTC());
                })
                .findFirst()
                .orElseThrow()
                .getExecutable()
                .execute();
    }
}
