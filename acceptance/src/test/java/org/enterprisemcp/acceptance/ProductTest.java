package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the socket to the sandbox and back, faults included; the sandbox's journal says what was really sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductTest {

    private static final Map<String, Object> NEW_CUSTOMER = Map.of(
            "record_type",
            "customers",
            "payload",
            Map.of("name", "Product Test", "email", "product@example.com", "credit_limit", 12.5));

    private final PlainSandbox sandbox = PlainSandbox.start();
    private Product product = new Product(sandbox);
    private McpProbe client = product.probe();

    /** The server remembers what an upstream asked for, so every test has a server of its own. */
    @BeforeEach
    void startAfresh() {
        sandbox.control().reset();
        product.close();
        product = new Product(sandbox);
        client = product.probe().open("2025-11-25");
    }

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../customers", "customers/1", "customers?x=1", "customers%2f1", "customers ", "..", "cus tomers"
            })
    void sendsNothingForATypeThatIsNoName(String type) {
        JsonNode error = error(client.call("get_record", Map.of("record_type", type, "record_id", "1")));
        assertThat(error.path("code").asText()).isEqualTo("RECORD_VALIDATION");
        assertThat(error.path("field").asText()).isEqualTo("record_type");
        assertThat(sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8)/total?x=(", "a/b", "a?b", "x#y", "a%2Fb", "a'b", "a b", "..", ".", "../../users/me", "%2e%2e"
            })
    void sendsNothingForAnIdThatIsNone(String id) {
        JsonNode error = error(client.call("delete_record", Map.of("record_type", "customers", "record_id", id)));
        assertThat(error.path("code").asText()).isEqualTo("RECORD_VALIDATION");
        assertThat(error.path("field").asText()).isEqualTo("record_id");
        assertThat(sent()).isZero();
    }

    @Test
    void sendsNothingToATargetThatWasNotConfigured() {
        for (Map<String, Object> target : List.<Map<String, Object>>of(
                Map.of("base_url", "https://evil.example/"), Map.of("account_id", "other"))) {
            Map<String, Object> arguments = new HashMap<>(target);
            arguments.put("query", "SELECT 1 AS one");
            assertThat(error(client.call("execute_query", arguments))
                            .path("code")
                            .asText())
                    .isEqualTo("PERMISSION");
        }
        assertThat(sent()).isZero();
    }

    @Test
    void runsTheFiveToolsAgainstTheSandbox() {
        String id = data(client.call("create_record", NEW_CUSTOMER))
                .path("record_id")
                .asText();
        Map<String, Object> key = Map.of("record_type", "customers", "record_id", id);
        JsonNode updated = data(client.call(
                "update_record",
                Map.of("record_type", "customers", "record_id", id, "updates", Map.of("city", "Bern"))));
        assertThat(updated.at("/record/city").asText()).isEqualTo("Bern");
        assertThat(data(client.call("get_record", key)).at("/record/name").asText())
                .isEqualTo("Product Test");
        assertThat(data(client.call(
                                "execute_query",
                                Map.of("query", "SELECT name FROM customers WHERE email = 'product@example.com'")))
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("Product Test");
        assertThat(data(client.call("delete_record", key)).path("deleted").asBoolean())
                .isTrue();
        assertThat(error(client.call("get_record", key)).path("code").asText()).isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void pagesThroughAQueryWithoutLosingARow() {
        int rows = 0;
        int offset = 0;
        boolean more = true;
        while (more) {
            JsonNode page = client.call(
                    "execute_query",
                    Map.of("query", "SELECT id FROM customers ORDER BY id", "limit", 700, "offset", offset));
            JsonNode items = data(page).path("items");
            assertThat(items.get(0).path("id").asInt()).isEqualTo(rows + 1);
            rows += items.size();
            more = page.at("/structuredContent/meta/truncated").asBoolean();
            offset = page.at("/structuredContent/meta/next_offset").asInt();
        }
        assertThat(rows).isEqualTo(2_000);
    }

    @Test
    void tellsADuplicateFromOtherRefusals() {
        data(client.call("create_record", NEW_CUSTOMER));
        JsonNode again = error(client.call("create_record", NEW_CUSTOMER));
        assertThat(again.path("code").asText()).isIn("DUPLICATE_RECORD", "CONFLICT");
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void namesTheFieldsThatTheUpstreamRefuses() {
        JsonNode error =
                error(client.call("create_record", Map.of("record_type", "customers", "payload", Map.of("nome", "x"))));
        assertThat(error.path("code").asText()).isEqualTo("VALIDATION");
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_BEFORE", "RESET_AFTER", "HTML"})
    void neverRepeatsACreateThatMayHaveHappened(Kind kind) {
        sandbox.control().inject(Fault.of(kind, "POST", "/v1/customers", 1));
        JsonNode error = error(client.call("create_record", NEW_CUSTOMER));
        assertThat(error.path("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(error.path("retryable").asBoolean()).isFalse();
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void repeatsACreateThatWasRefusedUnprocessed() {
        sandbox.control().inject(Fault.status(503, Map.of("Retry-After", "1"), "POST", "/v1/customers", 1));
        JsonNode result = client.call("create_record", NEW_CUSTOMER);
        data(result);
        assertThat(result.at("/structuredContent/meta/attempts").asInt()).isEqualTo(2);
        assertThat(sent()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_BEFORE", "RESET_AFTER", "HTML", "TRUNCATED_BODY"})
    void repeatsAReadThatFailed(Kind kind) {
        sandbox.control().inject(Fault.of(kind, "GET", "/v1/customers", 1));
        JsonNode result = client.call("get_record", Map.of("record_type", "customers", "record_id", "1"));
        data(result);
        assertThat(result.at("/structuredContent/meta/attempts").asInt()).isEqualTo(2);
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void takesACreateWhoseAnswerBrokeOffForDone() {
        sandbox.control().inject(Fault.of(Kind.TRUNCATED_BODY, "POST", "/v1/customers", 1));
        data(client.call("create_record", NEW_CUSTOMER));
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void saysThatTheConfiguredCredentialIsRefused() {
        sandbox.control().inject(Fault.of(Kind.EXPIRED_TOKEN, "GET", "/v1/customers", 1));
        JsonNode error = error(client.call("get_record", Map.of("record_type", "customers", "record_id", "1")));
        assertThat(error.path("code").asText()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(error.path("hint").asText()).contains("UPSTREAM_ACCESS_TOKEN");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void tellsHowLongToWaitWhenTheUpstreamWantsAPause() {
        sandbox.control().inject(Fault.status(429, Map.of("Retry-After", "30"), "GET", "/v1/items", 1));
        Map<String, Object> item = Map.of("record_type", "items", "record_id", "1");
        assertThat(error(client.call("get_record", item))
                        .path("retry_after_seconds")
                        .asInt())
                .isEqualTo(30);
        assertThat(error(client.call("get_record", item)).path("code").asText()).isEqualTo("RATE_LIMIT");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void answersTheCallInFlightBeforeItStops() throws Exception {
        Fault late = Fault.of(Kind.DELAY, "GET", "/v1/customers", 1).lasting(Duration.ofMillis(500));
        sandbox.control().inject(late);
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = CompletableFuture.supplyAsync(
                    () -> client.call("get_record", Map.of("record_type", "customers", "record_id", "1")), background);
            while (sent() == 0) {
                Thread.onSpinWait();
            }
            product.close();
            data(answer.get(10, TimeUnit.SECONDS));
        }
    }

    private int sent() {
        return sandbox.control().journal().size();
    }
}
