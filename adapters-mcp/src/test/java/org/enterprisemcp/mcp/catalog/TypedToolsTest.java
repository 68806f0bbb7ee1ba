package org.enterprisemcp.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tools file may say, before anybody calls. */
class TypedToolsTest {

    private static final String GOOD =
            "{name:'create_customer',description:'d',operation:'create',record_type:'customer',input:{properties:{a:{type:'string'}}}}";

    private final FakeUpstream plain = new FakeUpstream();
    private final Upstream upstream = new CapableUpstream(plain, TestGuide.everything());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name:'create_record',operation:'create',record_type:'c'                | tools[0].name: create_record is the name of a generic tool",
                "name:'get_sublist',operation:'create',record_type:'c'                  | tools[0].name: get_sublist is the name of a generic tool",
                "name:'a b',operation:'create',record_type:'c'                          | tools[0].name: must match",
                "name:'a',operation:'make',record_type:'c'                              | tools[0].operation: must be one of create, get, update",
                "name:'a',operation:'create'                                            | tools[0].operation: create needs record_type",
                "name:'a',operation:'query'                                             | tools[0].operation: query needs query",
                "name:'a',operation:'query',record_type:'c',query:'c'                   | tools[0].record_type: query has no record_type",
                "name:'a',operation:'get',record_type:'c',constants:{b:1}               | tools[0].constants: get has no constants",
                "name:'a',operation:'delete',record_type:'c',output:['b']               | tools[0].output: delete has no output",
                "name:'a',operation:'action',record_type:'c'                            | tools[0].operation: action needs action; set it in fixed",
                "name:'a',operation:'get',record_type:'c',colour:'red'                  | tools[0].colour: is no field here; known are name, title",
                "name:'a',operation:'get',record_type:'c',input:{properties:{b:{typ:'string'}}} | tools[0].input.properties.b.typ: is no field here; known are type",
                "name:'a',operation:'get',record_type:'c',input:{properties:{b:{}}}     | tools[0].input.properties.b: b is used nowhere",
                "name:'a',operation:'create',record_type:'c',input:{required:['b']}     | tools[0].input.required[0]: b is no argument",
                "name:'a',operation:'create',record_type:'c',input:{properties:{b:{pattern:'['}}} | tools[0].input.properties.b.pattern: is no regular expression",
                "name:'a',operation:'create',record_type:'c',input:{properties:{b:{type:'integer',default:'x'}}} | tools[0].input.properties.b.default: must be of type integer",
                "name:'a',operation:'create',record_type:'c',input:{properties:{base_url:{}}} | base_url is an argument of every create already",
                "name:'a',operation:'create',record_type:'c',fields:{b:'c'}             | tools[0].fields.b: b is no argument",
                "name:'a',operation:'create',record_type:'c',input:{properties:{b:{}}},constants:{b:1} | tools[0].fields: the field b is set twice",
                "name:'a',operation:'create',record_type:'c',constants:{'/b/c':1,b:{}}  | tools[0].fields: the field b/c is set twice",
                "name:'a',operation:'get',record_type:'c',id:'no',input:{properties:{no:{type:'string'}}} | tools[0].input.required: no names the record, so it must be required",
                "name:'a',operation:'get',record_type:'c',fixed:{colour:1}              | tools[0].fixed.colour: cannot be fixed; what can is record_id",
                "name:'a',operation:'get',record_type:'c',fixed:{max_rows:'x'}          | tools[0].fixed.max_rows: must be of type integer",
                "name:'a',operation:'get',record_type:'c',accept:['record_type']        | tools[0].accept[0]: record_type cannot be accepted",
                "name:'a',operation:'get',record_type:'c',accept:['note'],fixed:{note:'x'} | tools[0].accept[0]: note is fixed already",
                "name:'a',operation:'get',record_type:'c',output:{a:'x',b:'x'}          | tools[0].output: two fields have the same name",
                "name:'a',operation:'query',query:'c',accept:['format'],output:['b']    | tools[0].output: goes with rows only",
                "name:'a',operation:'query',query:'c {b}'                               | {b} is no argument",
                "name:'a',operation:'query',query:'c {b}',input:{properties:{b:{type:'string'}}} | b may be left out, and then there is nothing for {b}",
                "name:'a',operation:'query',query:'c {b}',input:{properties:{b:{}},required:['b']} | tools[0].input.properties.b: stands in the query, so its type must be string, number",
                "name:'a',operation:'search',record_type:'c',filters:[{field:'b',op:'IS',argument:'b'}] | tools[0].filters[0].argument: b is no argument",
                "name:'a',operation:'search',record_type:'c',filters:[{field:'b',op:'IS',argument:'b',value:1}],input:{properties:{b:{}}} | tools[0].filters[0]: has an argument and a value"
            })
    void namesLineFieldAndFix(String tool, String problem) {
        assertThatThrownBy(() -> read("{literals:'sql',tools:[{description:'d'," + tool + "}]}"))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("tools.yaml:10: ")
                .hasMessageContaining(problem);
    }

    @Test
    void namesAllProblemsAtOnce() {
        assertThatThrownBy(() -> read("{colour:1,generic:['fly'],tools:[" + GOOD + "," + GOOD
                        + ",{name:'b',operation:'get',description:''}]}"))
                .hasMessageContaining("tools.yaml:1: colour: is no field here; known are generic, literals, tools")
                .hasMessageContaining("tools.yaml:1: generic[0]: there is no generic tool fly to keep")
                .hasMessageContaining(
                        "tools.yaml:20: tools[1].name: create_customer is the name of tools[0] already; choose another one")
                .hasMessageContaining("tools[2].description: ")
                .satisfies(failure ->
                        assertThat(((InvalidConfiguration) failure).problems()).hasSize(4));
    }

    @Test
    void refusesAnOperationThatTheUpstreamDoesNotOffer() {
        plain.offering(RecordOperation.READ);
        FakeUpstream few = new FakeUpstream().offering(RecordOperation.READ);
        assertThatThrownBy(() -> catalog(few, "{tools:[" + GOOD + "]}"))
                .hasMessage(
                        "tools.yaml:10: tools[0].operation: this upstream does not offer create; it offers get, query");
    }

    @Test
    void refusesTextInAQueryWhoseLanguageIsNotNamed() {
        assertThatThrownBy(
                        () -> read(
                                "{tools:[{name:'a',description:'d',operation:'query',query:'x = {b}',input:{properties:{b:{type:'string'}},required:['b']}}]}"))
                .hasMessageContaining("tools.yaml:1: literals: is missing; say how this upstream's query language");
    }

    @Test
    void keepsNoGenericToolThatIsNotVisible() {
        ToolSelection core = ToolSelection.core()
                .with(Optional.of(TestTools.file("{generic:['get_record','upsert_record'],tools:[" + GOOD + "]}")));
        assertThatThrownBy(() -> TestCatalog.of(upstream, core, new MutableClock()))
                .hasMessageContaining("generic[1]: there is no generic tool upsert_record to keep");
    }

    @Test
    void standsBeforeTheGenericToolsInTheOrderOfTheFile() {
        assertThat(read("{tools:[" + GOOD + "]}").toolNames())
                .startsWith("create_customer", "create_record")
                .contains("get_record", "connection_status");
        assertThat(read("{generic:'hide',tools:[" + GOOD + "," + GOOD.replace("create_c", "add_c") + "]}")
                        .toolNames())
                .containsExactly("create_customer", "add_customer");
        assertThat(read("{generic:['connection_status'],tools:[" + GOOD + "]}").toolNames())
                .containsExactly("create_customer", "connection_status");
    }

    @Test
    void isDeclaredAsTheOperationIs() {
        McpCatalog catalog = read("{tools:[" + GOOD + "]}");
        McpTool typed = catalog.tool("create_customer").orElseThrow();
        McpTool generic = catalog.tool("create_record").orElseThrow();
        assertThat(typed.annotations()).isEqualTo(generic.annotations());
        assertThat(typed.scopes()).isEqualTo(generic.scopes());
        assertThat(typed.outputSchema()).isEqualTo(generic.outputSchema());
        assertThat(typed.title()).isEqualTo("Create customer");
        assertThat(typed.inputSchema().path("properties").properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly("a", "account_id", "base_url");
        assertThat(typed.inputSchema().path("additionalProperties").isBoolean()).isTrue();
    }

    @Test
    void offersNoPromptThatTellsOfAHiddenTool() {
        var guide = TestGuide.everything();
        var prompt = guide.prompts().getFirst();
        Upstream telling = new CapableUpstream(
                plain,
                new org.enterprisemcp.domain.port.UpstreamGuide(
                        guide.title(),
                        guide.queryLanguage(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        java.util.Map.of(),
                        List.of(),
                        List.of(
                                prompt,
                                new org.enterprisemcp.domain.port.UpstreamGuide.Prompt(
                                        "other", "t", "d", List.of(), "Ask with execute_query."))));
        assertThat(catalog(telling, "{tools:[" + GOOD + "]}").prompts()).hasSize(2);
        assertThat(catalog(telling, "{generic:'hide',tools:[" + GOOD + "]}").prompts())
                .singleElement()
                .satisfies(left -> assertThat(left.name()).isEqualTo(prompt.name()));
    }

    private McpCatalog read(String file) {
        return catalog(upstream, file);
    }

    private static McpCatalog catalog(Upstream upstream, String file) {
        return TestCatalog.of(
                upstream, ToolSelection.of(List.of("all")).with(Optional.of(TestTools.file(file))), new MutableClock());
    }
}
