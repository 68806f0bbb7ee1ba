package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of faults: what goes wrong at NetSuite's side, what a tool answers, how many requests were sent, and how many records
 * there are afterwards. No create ever happens twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetSuiteFaultsTest {

    private static final Pattern CUSTOMERS = Pattern.compile(".*/record/v1/customer(?:/.*)?");
    private static final String NAME = "Fault Ltd";

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private NetSuiteProduct product = new NetSuiteProduct(sandbox);
    private McpProbe client = product.client();

    /** The server remembers what an upstream asked for, so every row has a server of its own. */
    @BeforeEach
    void startAfresh() {
        sandbox.control().reset();
        product.close();
        product = new NetSuiteProduct(sandbox, Map.of("UPSTREAM_TIMEOUT_SECS", "1", "UPSTREAM_DEADLINE_SECS", "15"));
        client = product.client();
        client.call("connection_status", Map.of("check", true));
        sandbox.control().clearJournal();
    }

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    /** Fault, what a create answers, its requests, the records afterwards; what a read answers, its requests. */
    static Stream<Arguments> table() {
        return Stream.of(
                row("429 without Retry-After", fault(Kind.CONCURRENCY), "ok", 2, 1, "ok", 2),
                row("429 with Retry-After", status(429, Map.of("Retry-After", "1")), "ok", 2, 1, "ok", 2),
                row("500", status(500, Map.of()), "OUTCOME_UNKNOWN", 1, 0, "ok", 2),
                row("503", status(503, Map.of()), "OUTCOME_UNKNOWN", 1, 0, "ok", 2),
                row("503 with Retry-After", status(503, Map.of("Retry-After", "1")), "ok", 2, 1, "ok", 2),
                row("HTML 502", fault(Kind.HTML), "OUTCOME_UNKNOWN", 1, 0, "ok", 2),
                row("reset before the work", fault(Kind.RESET_BEFORE), "OUTCOME_UNKNOWN", 1, 0, "ok", 2),
                row("reset after the work", fault(Kind.RESET_AFTER), "OUTCOME_UNKNOWN", 1, 1, "ok", 2),
                row("slow body", fault(Kind.SLOW_BODY), "ok", 1, 1, "ok", 2),
                row("truncated JSON", fault(Kind.TRUNCATED_BODY), "OUTCOME_UNKNOWN", 1, 1, "ok", 2),
                row("204 without Location", fault(Kind.NO_LOCATION), "ok", 1, 1, "ok", 1),
                row("relative Location", fault(Kind.RELATIVE_LOCATION), "ok", 1, 1, "ok", 1),
                row("expired token", fault(Kind.EXPIRED_TOKEN), "ok", 2, 1, "ok", 2),
                row("redirect", fault(Kind.REDIRECT), "NOT_FOUND", 1, 0, "NOT_FOUND", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void answersAndCountsAsTheTableSays(
            String name,
            Fault fault,
            String createAnswers,
            int createRequests,
            int records,
            String readAnswers,
            int readRequests) {
        sandbox.control().inject(fault);
        JsonNode created = client.call(
                "create_record",
                Map.of(
                        "record_type",
                        "customer",
                        "payload",
                        Map.of("companyName", NAME, "subsidiary", Map.of("id", "1"))));
        assertThat(answer(created)).as(created.toString()).isEqualTo(createAnswers);
        assertThat(sent("POST")).isEqualTo(createRequests);
        assertThat(found()).isEqualTo(records);

        String present = ids("SELECT id FROM customer ORDER BY id FETCH FIRST 1 ROWS ONLY")
                .at("/0/id")
                .asText();
        sandbox.control().heal();
        sandbox.control().clearJournal();
        sandbox.control().inject(fault);
        JsonNode read = client.call("get_record", Map.of("record_type", "customer", "record_id", present));
        assertThat(answer(read)).as(read.toString()).isEqualTo(readAnswers);
        assertThat(sent("GET")).isEqualTo(readRequests);
    }

    private static Arguments row(
            String name,
            Fault fault,
            String createAnswers,
            int createRequests,
            int records,
            String readAnswers,
            int readRequests) {
        return Arguments.of(name, fault, createAnswers, createRequests, records, readAnswers, readRequests);
    }

    private static Fault fault(Kind kind) {
        return Fault.of(kind, "", "/", 1).matching(CUSTOMERS);
    }

    private static Fault status(int status, Map<String, String> headers) {
        return Fault.status(status, headers, "", "/", 1).matching(CUSTOMERS);
    }

    private static String answer(JsonNode result) {
        JsonNode envelope = result.path("structuredContent");
        return envelope.path("ok").asBoolean()
                ? "ok"
                : envelope.at("/errors/0/code").asText();
    }

    private int sent(String method) {
        return (int) sandbox.control().journal().stream()
                .filter(entry -> entry.method().equals(method)
                        && CUSTOMERS.matcher(entry.path()).matches())
                .count();
    }

    /** How many records there are, asked of the sandbox as a person would. */
    private int found() {
        return ids("SELECT id FROM customer WHERE companyname = '" + NAME + "'").size();
    }

    private JsonNode ids(String query) {
        return client.call("execute_query", Map.of("query", query)).at("/structuredContent/data/items");
    }
}
