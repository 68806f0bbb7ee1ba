package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools that only some upstreams have, before one that can do everything. */
class CapableToolsTest {

    private final FakeUpstream plain = new FakeUpstream();
    private final CapableUpstream upstream = new CapableUpstream(plain, TestGuide.everything());
    private final TestServer server = new TestServer(upstream, ToolSelection.of(List.of("all")));
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
                "upsert_record     | {'record_type':'c','payload':{}}                                       | external_id",
                "search_records    | {'record_type':'c','filters':[{'op':'IS'}]}                            | field",
                "search_records    | {'record_type':'c','filters':[{'field':'a','op':'ANY_OF','value':[1,null]}]}  | filters.0.value.1",
                "search_records    | {'record_type':'c','filters':[{'field':'a','op':'IS','value':{'id':1}}]} | filters.0.value",
                "search_records    | {'record_type':'c','q':'a IS b','filters':[{'field':'a','op':'IS'}]}   | q",
                "describe_record   | {'record_type':'c','include':'some'}                                   | include",
                "get_field_options | {'record_type':'c','fields':[]}                                        | fields",
                "get_sublist       | {'record_type':'c','record_id':'1','sublist':'..'}                     | sublist",
                "transform_record  | {'record_type':'c','record_id':'1'}                                    | target_type",
                "run_record_action | {'record_type':'c','record_id':'1','action':''}                        | action",
                "link_records      | {'mode':'tie','record_type':'c','record_id':'1','other_type':'d','other_id':'2'} | mode",
                "batch_records     | {'operation':'create','record_type':'c','items':[]}                    | items",
                "get_job           | {'job_id':''}                                                          | job_id",
                "run_dataset       | {}                                                                     | dataset_id",
                "get_record        | {'record_type':'c','record_id':'1','dry_run':'yes'}                    | dry_run",
                "get_record        | {'record_type':'c','record_id':'1','max_rows':0}                       | max_rows"
            })
    void namesTheArgumentThatIsWrongAndAsksNobody(String tool, String arguments, String field) {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/structuredContent/errors/0/code").asText()).isEqualTo("RECORD_VALIDATION");
        assertThat(result.at("/structuredContent/errors/0/field").asText()).contains(field);
        assertThat(upstream.requests()).isEmpty();
        assertThat(plain.scopes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "upsert_record     | {'record_type':'c','external_id':'E1','payload':{'a':1}}   | /record_id            | 7",
                "search_records    | {'record_type':'c','filters':[{'field':'a','op':'ANY_OF','value':[1,2]}]} | /items/0/id | 7",
                "list_record_types | {'search':'cust'}                                          | /record_types/0/name  | customer",
                "describe_record   | {'record_type':'customer'}                                 | /fields/0/traits/0    | required",
                "describe_record   | {'record_type':'customer'}                                 | /fields/0/refers_to   | contact",
                "describe_query_table | {'search':'cust'}                                       | /tables/0/name        | customer",
                "describe_query_table | {'table':'customer'}                                    | /tables/0/joins/0/on  | order.customer = customer.id",
                "get_field_options | {'record_type':'c','fields':['terms']}                     | /fields/0/choices/0/label | Net 30",
                "get_sublist       | {'record_type':'c','record_id':'1','sublist':'item'}       | /count                | 1",
                "transform_record  | {'record_type':'order','record_id':'1','target_type':'invoice'} | /saved           | false",
                "run_record_action | {'record_type':'c','record_id':'1','action':'approve'}     | /result/result        | true",
                "link_records      | {'mode':'detach','record_type':'c','record_id':'1','other_type':'d','other_id':'2'} | /mode | detach",
                "batch_records     | {'operation':'create','record_type':'c','items':[{'a':1}]} | /tasks/1/error        | It exists already.",
                "get_job           | {'job_id':'42'}                                            | /state                | failed",
                "list_datasets     | {}                                                         | /notes/0              | A note.",
                "run_dataset       | {'dataset_id':'open-orders'}                               | /total                | 3",
                "validate_query    | {'query':'customer'}                                       | /findings/0/rule      | a-rule",
                "get_record_link   | {'record_type':'c','record_id':'1'}                        | /url                  | https://ui.example/c/1",
                "connection_status | {}                                                         | /limits/max_concurrency | 5",
                "connection_status | {'check':true}                                             | /check/facts/role     | clerk"
            })
    void answersAsItsSchemaSays(String tool, String arguments, String place, String value) {
        JsonNode result = call(tool, arguments);
        assertThat(result.at("/structuredContent/ok").asBoolean())
                .as(result.toString())
                .isTrue();
        assertThat(result.at("/structuredContent/data" + place).asText()).isEqualTo(value);
    }

    @Test
    void handsOnTheArgumentsThatOnlyThisUpstreamKnows() {
        call(
                "get_record",
                "{'record_type':'c','record_id':'1','dry_run':true,'max_rows':5,'fields':['a'],'params':[1,null],'note':null}");
        var options = plain.scopes().getFirst().options();
        assertThat(options.flag("dry_run")).isTrue();
        assertThat(options.number("max_rows")).hasValue(5);
        assertThat(options.texts("fields")).containsExactly("a");
        assertThat(options.list("params")).hasSize(2);
        assertThat(options.text("note")).isEmpty();
        assertThat(tools.get("get_record").path("description").asText())
                .contains("Read this.", "{\"record_id\":\"1\"}");
        assertThat(tools.get("delete_record").at("/inputSchema/properties").has("dry_run"))
                .isFalse();
    }

    @Test
    void writesRowsAsATableOrAsTextWhenAsked() {
        call("create_record", "{'record_type':'c','payload':{'name':'A, \\\"B\\\"','n':1}}");
        call("create_record", "{'record_type':'c','payload':{'n':2}}");
        JsonNode table = call("execute_query", "{'query':'c','format':'table'}").at("/structuredContent/data");
        assertThat(table.path("columns")).hasSize(2);
        assertThat(table.at("/rows/1/0").isNull()).isTrue();
        assertThat(table.path("items")).isEmpty();
        JsonNode csv = call("execute_query", "{'query':'c','format':'csv'}").at("/structuredContent/data");
        assertThat(csv.path("csv").asText()).isEqualTo("name,n\r\n\"A, \"\"B\"\"\",1\r\n,2\r\n");
    }

    @Test
    void offersOnlyTheToolsThatAreWanted() {
        McpCatalog core = TestCatalog.of(upstream, ToolSelection.core(), server.clock);
        assertThat(core.toolNames())
                .containsExactly(
                        "create_record",
                        "get_record",
                        "update_record",
                        "delete_record",
                        "execute_query",
                        "list_record_types",
                        "describe_record",
                        "connection_status");
        McpCatalog some = TestCatalog.of(upstream, ToolSelection.of(List.of("bulk", "get_record")), server.clock);
        assertThat(some.toolNames()).containsExactly("get_record", "batch_records", "get_job");
        assertThatThrownBy(() -> ToolSelection.checked("everything"))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("core, records, query, workflow, bulk");
    }

    @Test
    void refusesAToolThatIsNotWantedLikeOneThatDoesNotExist() {
        try (TestServer few = new TestServer(upstream, ToolSelection.of(List.of("get_record")))) {
            McpProbe probe = few.probe().open("2025-11-25");
            JsonNode error = probe.request("tools/call", Map.of("name", "delete_record", "arguments", Map.of()))
                    .path("error");
            assertThat(error.path("code").asInt()).isEqualTo(-32602);
            assertThat(error.path("message").asText()).contains("get_record");
        }
    }

    private JsonNode call(String tool, String arguments) {
        return tools.call(tool, DeclaredTools.json(arguments));
    }
}
