package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.NoSession;
import org.enterprisemcp.domain.error.UpstreamException.OutcomeUnknown;
import org.enterprisemcp.domain.error.UpstreamException.RateLimit;
import org.enterprisemcp.domain.error.UpstreamException.Validation;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsTest {

    private final TestServer server = new TestServer();
    private final McpProbe client = server.probe();
    private final DeclaredTools tools = new DeclaredTools(client);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get_record    | {}                                          | record_type,record_id",
                "get_record    | {'record_type':'customer'}                  | record_id",
                "get_record    | {'record_type':3,'record_id':'1'}           | record_type",
                "get_record    | {'record_type':'','record_id':'1'}          | record_type",
                "get_record    | {'record_type':'c','record_id':'1','id':1}  | id",
                "create_record | {'record_type':'c','payload':[]}            | payload",
                "create_record | {'record_type':'c','payload':'x'}           | payload",
                "update_record | {'record_type':'c','record_id':'1','updates':{}} | updates",
                "delete_record | {'record_type':'c','record_id':null}        | record_id",
                "execute_query | {'query':'customer','limit':0}              | limit",
                "execute_query | {'query':'customer','limit':'ten'}          | limit",
                "execute_query | {'query':'customer','offset':-1}            | offset",
                "execute_query | {'query':''}                                | query"
            })
    void namesEveryArgumentThatIsMissingUnknownOrWrongAndSendsNothing(String tool, String arguments, String fields) {
        JsonNode result = tools.call(tool, DeclaredTools.json(arguments));
        JsonNode errors = result.at("/structuredContent/errors");

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(errors.findValuesAsText("field")).containsExactlyInAnyOrder(fields.split(","));
        assertThat(errors.findValuesAsText("code")).containsOnly("RECORD_VALIDATION");
        assertThat(errors.findValuesAsText("message")).allMatch(message -> message.length() > 10);
        assertThat(server.upstream.scopes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"account_id, initech, PERMISSION", "base_url, https://evil.example/, PERMISSION"})
    void refusesATargetThatTheOperatorDidNotName(String argument, String value, String code) {
        JsonNode error =
                failure(tools.call("get_record", Map.of("record_type", "customer", "record_id", "1", argument, value)));
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("field").asText()).isEqualTo(argument);
        assertThat(server.upstream.scopes()).isEmpty();
    }

    @Test
    void saysThatTheOutcomeOfAWriteIsUnknownAndHowToFindOut() {
        server.upstream.failNext(
                new OutcomeUnknown("No answer came.", "Query by name first.", CallFacts.unanswered(1)));
        JsonNode result =
                tools.call("create_record", Map.of("record_type", "customer", "payload", Map.of("name", "Acme")));
        assertThat(failure(result).path("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(failure(result).path("retryable").asBoolean()).isFalse();
        assertThat(failure(result).path("hint").asText()).isEqualTo("Query by name first.");
        assertThat(result.at("/structuredContent/status_code").isNull()).isTrue();
        assertThat(server.upstream.scopes()).hasSize(1);
    }

    @Test
    void tellsHowLongToWait() {
        server.upstream.failNext(
                new RateLimit("Too many requests.", Optional.of(Duration.ofSeconds(7)), CallFacts.answered(429, 4)));
        JsonNode result = tools.call("execute_query", Map.of("query", "customer"));
        assertThat(failure(result).path("retry_after_seconds").asInt()).isEqualTo(7);
        assertThat(result.at("/structuredContent/status_code").asInt()).isEqualTo(429);
        assertThat(result.at("/structuredContent/meta/attempts").asInt()).isEqualTo(4);
    }

    @Test
    void passesOnWhichFieldsTheUpstreamRefuses() {
        server.upstream.failNext(new Validation(
                "Two fields are wrong.",
                List.of(new Violation("email", "is taken"), new Violation("city", "is unknown")),
                CallFacts.answered(400, 1)));
        JsonNode result = tools.call("create_record", Map.of("record_type", "customer", "payload", Map.of("a", 1)));
        assertThat(result.at("/structuredContent/errors").findValuesAsText("field"))
                .containsExactly("email", "city");
    }

    @Test
    void tellsANobodyWhereToSignIn() {
        server.upstream.failNext(new NoSession("Set UPSTREAM_ACCESS_TOKEN."));
        assertThat(failure(tools.call("execute_query", Map.of("query", "customer")))
                        .path("hint")
                        .asText())
                .isEqualTo("Set UPSTREAM_ACCESS_TOKEN.");
    }

    @Test
    void createsReadsUpdatesQueriesAndDeletesARecord() {
        JsonNode created = data(tools.call(
                "create_record",
                Map.of(
                        "record_type",
                        "customer",
                        "payload",
                        DeclaredTools.json("{\"name\":\"Acme\",\"credit\":12.50}"))));
        String id = created.path("record_id").asText();
        assertThat(created.toString()).contains("Acme");

        Map<String, Object> key = Map.of("record_type", "customer", "record_id", id);
        JsonNode updated = data(tools.call(
                "update_record",
                Map.of(
                        "record_type",
                        "customer",
                        "record_id",
                        id,
                        "updates",
                        DeclaredTools.json("{\"city\":\"Bern\",\"credit\":null}"))));
        assertThat(updated.path("record").toString()).contains("Bern").doesNotContain("credit");
        assertThat(data(tools.call("get_record", key)).at("/record/name").asText())
                .isEqualTo("Acme");

        JsonNode found = tools.call("execute_query", Map.of("query", "customer"));
        assertThat(data(found).path("count").asInt()).isEqualTo(1);
        assertThat(found.at("/structuredContent/meta/truncated").asBoolean()).isFalse();

        assertThat(data(tools.call("delete_record", key)).path("deleted").asBoolean())
                .isTrue();
        JsonNode missing = tools.call("get_record", key);
        assertThat(failure(missing).path("code").asText()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(missing.at("/structuredContent/status_code").asInt()).isEqualTo(404);
    }

    @Test
    void keepsANumberAsItWasWritten() {
        JsonNode result = tools.call(
                "create_record",
                Map.of(
                        "record_type",
                        "customer",
                        "payload",
                        DeclaredTools.json("{\"credit\":12.50,\"big\":12345678901234567890}")));
        assertThat(result.at("/content/0/text").asText()).contains("\"credit\":12.50,\"big\":12345678901234567890");
    }

    @Test
    void bringsTheNextRowsByTheOffsetThatThePageBeforeNames() {
        for (int i = 0; i < 3; i++) {
            tools.call("create_record", Map.of("record_type", "customer", "payload", Map.of("n", i)));
        }
        JsonNode first =
                tools.call("execute_query", DeclaredTools.json("{\"query\":\"customer\",\"limit\":2,\"offset\":null}"));
        assertThat(first.at("/structuredContent/meta/truncated").asBoolean()).isTrue();
        int next = first.at("/structuredContent/meta/next_offset").asInt();
        JsonNode second = tools.call("execute_query", Map.of("query", "customer", "limit", 2, "offset", next));
        assertThat(data(second).at("/items/0/n").asInt()).isEqualTo(2);
        assertThat(data(second).path("total").asInt()).isEqualTo(3);
    }

    @Test
    void offersNoToolForWhatTheUpstreamCannotDo() {
        McpCatalog catalog = TestCatalog.of(new FakeUpstream().offering(RecordOperation.READ), server.clock);
        assertThat(catalog.toolNames()).containsExactly("get_record", "execute_query", "connection_status");
    }

    @Test
    void offersTheFiveToolsInAStableOrderWithSchemasAndHints() {
        JsonNode listed = client.request("tools/list", Map.of()).at("/result/tools");
        assertThat(listed.findValuesAsText("name"))
                .containsExactly(
                        "create_record",
                        "get_record",
                        "update_record",
                        "delete_record",
                        "execute_query",
                        "connection_status");
        assertThat(listed).isEqualTo(client.request("tools/list", Map.of()).at("/result/tools"));
        listed.forEach(tool -> {
            assertThat(tool.path("description").asText())
                    .contains("Fake Upstream")
                    .doesNotContain("{", "}");
            assertThat(tool.at("/inputSchema/additionalProperties").asBoolean(true))
                    .isFalse();
            assertThat(tool.at("/inputSchema/properties").has("account_id")).isTrue();
            assertThat(tool.at("/inputSchema/properties").has("base_url")).isTrue();
            assertThat(tool.at("/outputSchema/required")).hasSize(5);
        });
        assertThat(tools.get("get_record").at("/annotations/readOnlyHint").asBoolean())
                .isTrue();
        assertThat(tools.get("create_record").at("/annotations/idempotentHint").asBoolean(true))
                .isFalse();
        assertThat(tools.get("delete_record").at("/annotations/destructiveHint").asBoolean())
                .isTrue();
        assertThat(tools.get("execute_query").path("inputSchema").toString()).contains("TypeName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create_record", "get_record", "update_record", "delete_record", "execute_query"})
    void declaresSchemasThatAreJsonSchema(String tool) {
        var meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertThat(meta.validate(tools.get(tool).path("inputSchema"))).isEmpty();
        assertThat(meta.validate(tools.get(tool).path("outputSchema"))).isEmpty();
    }

    @Test
    void hidesAMistakeOfItsOwnBehindARequestId() {
        server.upstream.breakNext(new IllegalStateException("password=hunter2"));
        JsonNode result = tools.call("execute_query", Map.of("query", "customer"));
        assertThat(failure(result).path("code").asText()).isEqualTo("INTERNAL");
        assertThat(failure(result).path("message").asText())
                .contains(result.at("/structuredContent/meta/request_id").asText());
        assertThat(result.toString()).doesNotContain("hunter2", "IllegalState");
    }

    private static JsonNode data(JsonNode result) {
        assertThat(result.at("/structuredContent/ok").asBoolean())
                .as(result.toString())
                .isTrue();
        assertThat(result.at("/structuredContent/errors")).isEmpty();
        return result.at("/structuredContent/data");
    }

    private static JsonNode failure(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        assertThat(result.at("/structuredContent/data").isNull()).isTrue();
        return result.at("/structuredContent/errors/0");
    }
}
