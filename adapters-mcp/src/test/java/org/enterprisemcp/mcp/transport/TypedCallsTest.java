package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException.Validation;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.TestTools;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Typed tools as clients call them. */
class TypedCallsTest {

    private static final String FILE = """
            {literals: 'sql', generic: ['create_record', 'get_record'], tools: [
              {name: 'create_customer', description: 'd', operation: 'create', record_type: 'customer',
               input: {properties: {name: {type: 'string', maxLength: 9}, city: {type: 'string'}, mail: {type: 'string', format: 'email'},
                       terms: {enum: ['NET30', 'NET60'], default: 'NET30'}}, required: ['name']},
               fields: {name: 'companyName', city: '/address/city'}, constants: {'/address/country': 'CH', status: 'A'}},
              {name: 'read_customer', description: 'd', operation: 'get', record_type: 'customer', id: 'number',
               output: {companyName: 'name', '/address/city': 'city', absent: 'gone'}},
              {name: 'change_customer', description: 'd', operation: 'update', record_type: 'customer', id: 'number',
               input: {properties: {number: {type: 'integer', minimum: 1}, name: {type: 'string'}, note: {type: ['string', 'null']}}, required: ['number']},
               fields: {name: 'companyName'}},
              {name: 'drop_customer', description: 'd', operation: 'delete', record_type: 'customer'},
              {name: 'put_customer', description: 'd', operation: 'upsert', record_type: 'customer', id: 'key', input: {properties: {name: {}}}},
              {name: 'all_customers', description: 'd', operation: 'query', query: 'customer[[ {x}]]', output: ['companyName'], fixed: {limit: 1},
               input: {properties: {x: {type: 'string'}}}},
              {name: 'find_customers', description: 'd', operation: 'search', record_type: 'customer',
               filters: [{field: 'companyName', op: 'CONTAIN', argument: 'name'}, {field: 'isInactive', op: 'IS', value: false}],
               input: {properties: {name: {type: 'string'}}}},
              {name: 'approve', description: 'd', operation: 'action', record_type: 'order', id: 'order', fixed: {action: 'approve', account_id: 'acme'}},
              {name: 'bill', description: 'd', operation: 'transform', record_type: 'order', id: 'order', fixed: {target_type: 'invoice'},
               input: {properties: {memo: {type: 'string'}}}, constants: {complete: true}}
            ]}
            """;

    private final FakeUpstream plain = new FakeUpstream().knowingOnly("customer", "order");
    private final CapableUpstream upstream = new CapableUpstream(plain, TestGuide.everything());
    private final TestServer server =
            new TestServer(upstream, ToolSelection.of(List.of("all")).with(Optional.of(TestTools.file(FILE))));
    private final DeclaredTools tools = new DeclaredTools(server.probe());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create_customer | {'city':'Bern'}                     | name     | is required",
                "create_customer | {'name':'ten letters'}              | name     | must have at most 9 characters",
                "create_customer | {'name':'a','companyName':'b'}      | companyName | known are name, city, mail, terms, account_id, base_url",
                "create_customer | {'name':'a','status':'B'}           | status   | is not an argument of this tool",
                "create_customer | {'name':'a','terms':'NET90'}        | terms    | must be one of NET30, NET60",
                "create_customer | {'name':'a','mail':'nobody'}        | mail     | must be written as email",
                "read_customer   | {}                                  | number   | is required",
                "change_customer | {'number':1}                        | arguments | name at least one of name, note",
                "change_customer | {'number':0,'name':'b'}             | number   | must be at least 1",
                "put_customer    | {'key':'','name':'a'}               | key      | must have at least 1 characters",
                "all_customers   | {'x':'a\\\\b'}                      | x        | must not hold a backslash",
                "all_customers   | {'limit':5}                         | limit    | is not an argument of this tool",
                "approve         | {'order':'1','account_id':'other'}  | account_id | is not an argument of this tool"
            })
    void namesTheArgumentThatIsWrongAndAsksNobody(String tool, String arguments, String field, String message) {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).isTrue();
        JsonNode error = result.at("/structuredContent/errors/0");
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).startsWith(field + ": ").contains(message);
        assertThat(plain.scopes()).isEmpty();
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void tellsTheUpstreamsComplaintUnderTheNameOfTheArgument() {
        plain.failNext(new Validation(
                "Three fields are wrong.",
                List.of(
                        new Violation("companyName", "is taken"),
                        new Violation("payload.address.city[0]", "is unknown"),
                        new Violation("status", "is closed"),
                        new Violation("colour", "is missing")),
                "Look.",
                CallFacts.answered(400, 1)));
        JsonNode errors = call("create_customer", "{'name':'a'}").at("/structuredContent/errors");
        assertThat(errors.at("/0/field").asText()).isEqualTo("name");
        assertThat(errors.at("/0/message").asText()).isEqualTo("name: is taken");
        assertThat(errors.at("/0/hint").asText()).isEqualTo("Look.");
        assertThat(errors.at("/1/field").asText()).isEqualTo("city[0]");
        assertThat(errors.at("/2/field").asText()).isEqualTo("status");
        assertThat(errors.at("/2/hint").asText()).contains("Tell the operator");
        assertThat(errors.at("/3/field").asText()).isEqualTo("colour");
    }

    @Test
    void callsForACallerWhoMayDoWhatTheOperationNeeds() {
        McpProbe reader = server.probe()
                .with("X-Test-User", "ann")
                .with("X-Test-Scopes", "mcp:read")
                .open("2025-11-25");
        Map<String, Object> call =
                reader.message("tools/call", Map.of("name", "drop_customer", "arguments", Map.of("record_id", "1")));
        assertThat(reader.post(call).status()).isEqualTo(403);
        assertThat(plain.scopes()).isEmpty();
    }

    @Test
    void createsReadsChangesAndDeletes() {
        JsonNode created = data(call("create_customer", "{'name':'Acme','city':'Bern','mail':null}"));
        String id = created.path("record_id").asText();
        JsonNode stored = data(call("get_record", "{'record_type':'customer','record_id':'" + id + "'}"));
        assertThat(stored.path("record"))
                .isEqualTo(
                        json(
                                "{'address':{'country':'CH','city':'Bern'},'status':'A','companyName':'Acme','terms':'NET30'}"));
        assertThat(data(call("read_customer", "{'number':'" + id + "'}")).path("record"))
                .isEqualTo(json("{'name':'Acme','city':'Bern'}"));
        JsonNode changed = data(call("change_customer", "{'number':" + id + ",'name':'New','note':null}"));
        assertThat(changed.path("changed_fields")).isEqualTo(json("['name','note']"));
        JsonNode page = call("all_customers", "{}").path("structuredContent");
        assertThat(page.at("/data/items")).isEqualTo(json("[{'companyName':'New'}]"));
        assertThat(data(call("drop_customer", "{'record_id':'" + id + "'}"))
                        .path("deleted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void handsAValueOfAQueryOnAsALiteral() {
        JsonNode answer = call("all_customers", "{'x':'O\\'Brien'}");
        assertThat(answer.at("/structuredContent/errors/0/message").asText())
                .isEqualTo("There is no record type customer 'O''Brien'.");
    }

    @Test
    void goesToThePortOfItsOperation() {
        data(call("put_customer", "{'key':'E1','name':'Acme'}"));
        data(call("find_customers", "{'limit':5}"));
        data(call("find_customers", "{'name':'ac'}"));
        data(call("approve", "{'order':'7'}"));
        data(call("bill", "{'order':'7','memo':'now'}"));
        assertThat(upstream.requests()).hasSize(5);
        RecordUpsert upsert = (RecordUpsert) upstream.requests().get(0);
        assertThat(upsert.externalId()).isEqualTo("E1");
        assertThat(upsert.payload().values()).isEqualTo(Map.of("name", "Acme"));
        assertThat(((RecordSearch) upstream.requests().get(1)).filters()).hasSize(1);
        RecordSearch search = (RecordSearch) upstream.requests().get(2);
        assertThat(search.filters())
                .extracting(RecordSearch.Filter::field, RecordSearch.Filter::values)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("companyName", List.of("ac")),
                        org.assertj.core.groups.Tuple.tuple("isInactive", List.of(false)));
        assertThat(((RecordAction) upstream.requests().get(3)).action()).isEqualTo("approve");
        RecordTransform bill = (RecordTransform) upstream.requests().get(4);
        assertThat(bill.targetType().value()).isEqualTo("invoice");
        assertThat(bill.payload().values()).isEqualTo(Map.of("complete", true, "memo", "now"));
    }

    @Test
    void isListedAlikeInBothErasAndTheListAsksNobody() {
        JsonNode legacy = server.probe()
                .open("2025-06-18")
                .request("tools/list", Map.of())
                .at("/result/tools");
        JsonNode modern = server.modern().result("tools/list", "{}").path("tools");
        assertThat(legacy).hasSize(11);
        assertThat(modern.findValuesAsText("name")).isEqualTo(legacy.findValuesAsText("name"));
        assertThat(modern.at("/0/inputSchema/properties/terms"))
                .isEqualTo(legacy.at("/0/inputSchema/properties/terms"));
        assertThat(modern.at("/1/outputSchema/properties/data/properties/record/properties"))
                .isEqualTo(json("{'name':{},'city':{},'gone':{}}"));
        JsonNode created =
                server.modern().call("create_customer", "{'name':'Acme'}").at("/structuredContent");
        assertThat(created.path("ok").asBoolean()).isTrue();
        assertThat(plain.scopes()).hasSize(1);
    }

    private JsonNode call(String tool, String arguments) {
        return tools.call(tool, json(arguments));
    }

    private static JsonNode data(JsonNode result) {
        assertThat(result.at("/structuredContent/ok").asBoolean())
                .as(result.toString())
                .isTrue();
        return result.at("/structuredContent/data");
    }

    private static JsonNode json(String json) {
        return TestTools.file("{v:" + json + "}").content().path("v");
    }
}
