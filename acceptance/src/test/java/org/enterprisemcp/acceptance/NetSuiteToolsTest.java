package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an assistant does with NetSuite, from the socket to the look-alike and back; its journal says what was really sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetSuiteToolsTest {

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final NetSuiteProduct product = new NetSuiteProduct(sandbox);
    private final McpProbe client = product.client();

    @BeforeEach
    void signIn() {
        data(client.call("connection_status", Map.of("check", true)));
        sandbox.control().clearJournal();
    }

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../customer", "customer/1", "customer?x=1", "customer%2f1", "..", "cus tomer", "8)/total?x=("})
    void sendsNothingForATypeThatIsNoName(String type) {
        JsonNode error = error(client.call("get_record", Map.of("record_type", type, "record_id", "1")));
        assertThat(error.path("field").asText()).isEqualTo("record_type");
        assertThat(sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../1", "8)/total?x=(", "1/../2", "%2e%2e", "eid:../x", "eid:a/b", "1 2", "eid:"})
    void sendsNothingForAnIdThatIsNone(String id) {
        for (String tool : List.of("get_record", "delete_record")) {
            JsonNode error = error(client.call(tool, Map.of("record_type", "customer", "record_id", id)));
            assertThat(error.path("field").asText()).isEqualTo("record_id");
        }
        assertThat(sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM customer",
                "UPDATE customer SET email = ''",
                "SELECT id FROM customer; DROP TABLE customer",
                "-- only a comment",
                "SELECT 1 FROM dual; SELECT 2 FROM dual"
            })
    void sendsNothingForWhatIsNotOneSelect(String query) {
        JsonNode error = error(client.call("execute_query", Map.of("query", query)));
        assertThat(error.path("code").asText()).isEqualTo("RECORD_VALIDATION");
        assertThat(error.path("field").asText()).isEqualTo("query");
        assertThat(sent()).isZero();
    }

    @Test
    void sendsNothingToAnAccountOrAHostThatWasNotConfigured() {
        for (Map<String, Object> target : List.<Map<String, Object>>of(
                Map.of("account_id", "7654321"),
                Map.of("base_url", "https://1234567.suitetalk.api.netsuite.com.evil.example/services/rest"),
                Map.of("base_url", "https://7654321.suitetalk.api.netsuite.com/services/rest/record/v1"),
                Map.of("account_id", "1234567_SB1", "base_url", sandbox.restUrl("1234567")))) {
            Map<String, Object> arguments = new HashMap<>(target);
            arguments.put("query", "SELECT id FROM customer");
            assertThat(error(client.call("execute_query", arguments))
                            .path("code")
                            .asText())
                    .isEqualTo("PERMISSION");
        }
        assertThat(sent()).isZero();
    }

    @Test
    void refusesALongArgumentBeforeItGoesAnywhere() {
        JsonNode error =
                error(client.call("get_record", Map.of("record_type", "customer", "record_id", "9".repeat(1_000_000))));
        assertThat(error.path("field").asText()).isEqualTo("record_id");
        assertThat(sent()).isZero();
    }

    @Test
    void sellsAndInvoicesAndCleansUp() {
        String customer = created("customer", Map.of("companyName", "Acceptance Ltd", "subsidiary", Map.of("id", "1")));
        String order = created(
                "salesOrder",
                Map.of(
                        "entity", Map.of("id", customer),
                        "item", Map.of("items", List.of(Map.of("item", Map.of("id", item()), "quantity", 2)))));
        JsonNode lines = data(
                client.call("get_sublist", Map.of("record_type", "salesOrder", "record_id", order, "sublist", "item")));
        assertThat(lines.path("count").asInt()).isEqualTo(1);
        JsonNode preview = data(client.call(
                "transform_record",
                Map.of("record_type", "salesOrder", "record_id", order, "target_type", "invoice", "dry_run", true)));
        assertThat(preview.path("saved").asBoolean(true)).isFalse();
        String invoice = data(client.call(
                        "transform_record",
                        Map.of("record_type", "salesOrder", "record_id", order, "target_type", "invoice")))
                .path("record_id")
                .asText();
        JsonNode rows = data(client.call(
                "execute_query",
                Map.of(
                        "query",
                        "SELECT t.id, t.type, BUILTIN.DF(t.entity) AS customer, c.companyname FROM transaction t JOIN customer c"
                                + " ON c.id = t.entity WHERE c.id = ? ORDER BY t.id",
                        "params",
                        List.of(customer))));
        assertThat(rows.path("items").findValuesAsText("id")).containsExactlyInAnyOrder(order, invoice);
        assertThat(rows.at("/items/0/customer").asText()).contains("Acceptance Ltd");
        for (var record : List.of(
                Map.of("record_type", "invoice", "record_id", invoice),
                Map.of("record_type", "salesOrder", "record_id", order),
                Map.of("record_type", "customer", "record_id", customer))) {
            data(client.call("delete_record", Map.copyOf(record)));
            assertThat(error(client.call("get_record", Map.copyOf(record)))
                            .path("code")
                            .asText())
                    .isEqualTo("RECORD_NOT_FOUND");
        }
    }

    @Test
    void keepsTwoAccountsApart() {
        String there = data(client.call(
                        "create_record",
                        Map.of(
                                "account_id", "1234567-sb1",
                                "record_type", "customer",
                                "payload", Map.of("companyName", "Only There", "subsidiary", Map.of("id", "1")))))
                .path("record_id")
                .asText();
        String query = "SELECT id FROM customer WHERE companyname = 'Only There'";
        assertThat(data(client.call("execute_query", Map.of("query", query)))
                        .path("count")
                        .asInt())
                .isZero();
        assertThat(data(client.call("execute_query", Map.of("query", query, "account_id", "1234567_SB1")))
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(there);
        data(client.call(
                "delete_record", Map.of("account_id", "1234567_sb1", "record_type", "customer", "record_id", there)));
    }

    @Test
    void tellsADuplicateAndWhatToDo() {
        Map<String, Object> twin = Map.of(
                "record_type",
                "customer",
                "payload",
                Map.of("companyName", "Twin Ltd", "subsidiary", Map.of("id", "1")));
        String id = data(client.call("create_record", twin)).path("record_id").asText();
        JsonNode error = error(client.call("create_record", twin));
        assertThat(error.path("code").asText()).isEqualTo("DUPLICATE_RECORD");
        assertThat(error.path("hint").asText()).contains("eid:");
        data(client.call("delete_record", Map.of("record_type", "customer", "record_id", id)));
    }

    @Test
    void reportsAMisspeltFieldAndNamesTheOneThatWasMeant() {
        data(client.call("describe_record", Map.of("record_type", "customer")));
        JsonNode error = error(client.call(
                "create_record",
                Map.of(
                        "record_type",
                        "customer",
                        "payload",
                        Map.of("companyName", "Typo Ltd", "subsidiary", Map.of("id", "1"), "emial", "x@example.com"))));
        assertThat(error.path("code").asText()).isEqualTo("VALIDATION");
        assertThat(error.path("message").asText()).contains("emial");
        assertThat(error.path("hint").asText()).contains("email");
    }

    @Test
    void saysMissingForATransactionThatIsNotThere() {
        JsonNode error = error(client.call("get_record", Map.of("record_type", "vendorBill", "record_id", "99999999")));
        assertThat(error.path("code").asText()).isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void namesTheNearestTypeTableAndColumn() {
        data(client.call("list_record_types", Map.of()));
        assertThat(error(client.call("get_record", Map.of("record_type", "custmer", "record_id", "1")))
                        .path("hint")
                        .asText())
                .contains("customer");
        assertThat(error(client.call("execute_query", Map.of("query", "SELECT id FROM transactions")))
                        .path("hint")
                        .asText())
                .contains("transaction");
        assertThat(error(client.call("execute_query", Map.of("query", "SELECT companynam FROM customer")))
                        .path("hint")
                        .asText())
                .contains("companyname");
    }

    @Test
    void describesTypesShortlyAndOnlyOnce() {
        JsonNode first = data(client.call("describe_record", Map.of("record_type", "salesOrder", "include", "all")));
        int after = sent();
        JsonNode second = data(client.call("describe_record", Map.of("record_type", "salesOrder", "search", "entity")));
        assertThat(first.path("fields").size()).isBetween(5, 60);
        assertThat(second.path("fields").findValuesAsText("name")).contains("entity");
        assertThat(sent()).isEqualTo(after);
    }

    @Test
    void upsertsSearchesAndReadsByExternalId() {
        Map<String, Object> key = Map.of("record_type", "customer", "external_id", "CRM-1");
        Map<String, Object> first = new HashMap<>(key);
        first.put("payload", Map.of("companyName", "Upsert Ltd", "subsidiary", Map.of("id", "1")));
        String id = data(client.call("upsert_record", first)).path("record_id").asText();
        Map<String, Object> second = new HashMap<>(key);
        second.put("payload", Map.of("email", "upsert@example.com"));
        data(client.call("upsert_record", second));
        JsonNode record = data(client.call("get_record", Map.of("record_type", "customer", "record_id", "eid:CRM-1")));
        assertThat(record.at("/record/email").asText()).isEqualTo("upsert@example.com");
        JsonNode hits = data(client.call(
                "search_records",
                Map.of(
                        "record_type",
                        "customer",
                        "filters",
                        List.of(Map.of("field", "email", "op", "IS", "value", "upsert@example.com")),
                        "fields",
                        List.of("companyName"))));
        assertThat(hits.at("/items/0/companyName").asText()).isEqualTo("Upsert Ltd");
        data(client.call("delete_record", Map.of("record_type", "customer", "record_id", id)));
    }

    @Test
    void writesABatchAndSaysWhatBecameOfEach() {
        JsonNode job = data(client.call(
                "batch_records",
                Map.of(
                        "operation",
                        "create",
                        "record_type",
                        "contact",
                        "items",
                        List.of(Map.of("firstName", "Ada", "lastName", "Lovelace"), Map.of("nonsense", "x")),
                        "wait_seconds",
                        30)));
        assertThat(job.path("state").asText()).isIn("succeeded", "failed");
        assertThat(job.path("tasks")).hasSize(2);
        assertThat(job.at("/tasks/0/state").asText()).isEqualTo("succeeded");
        assertThat(job.at("/tasks/1/state").asText()).isEqualTo("failed");
        assertThat(job.at("/tasks/1/error").asText()).isNotEmpty();
    }

    @Test
    void putsOperationIdsIntoMeta() {
        JsonNode result = client.call("execute_query", Map.of("query", "SELECT id FROM currency"));
        assertThat(result.at("/structuredContent/meta/operation_id").asText()).matches("[0-9a-f-]{36}; \\S+");
    }

    @Test
    void bringsTypedValuesWhenAsked() {
        JsonNode rows = data(client.call(
                "execute_query",
                Map.of("query", "SELECT id, isinactive, email FROM customer ORDER BY id", "limit", 1, "typed", true)));
        assertThat(rows.at("/items/0/id").isNumber()).isTrue();
        assertThat(rows.at("/items/0/isinactive").isBoolean()).isTrue();
    }

    private String created(String type, Map<String, Object> payload) {
        return data(client.call("create_record", Map.of("record_type", type, "payload", payload)))
                .path("record_id")
                .asText();
    }

    private String item() {
        return data(client.call(
                        "execute_query",
                        Map.of("query", "SELECT id FROM item WHERE itemtype = 'InvtPart'", "limit", 1)))
                .at("/items/0/id")
                .asText();
    }

    private int sent() {
        return sandbox.control().journal().size();
    }
}
