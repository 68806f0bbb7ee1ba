package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Typed tools from a file, in front of the look-alike: the sample of the documentation as users get it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypedToolsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SAMPLE = ROOT.resolve("docs/samples/tools.yaml").toAbsolutePath();

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final NetSuiteProduct product = new NetSuiteProduct(sandbox, Map.of("MCP_TOOLS_FILE", SAMPLE.toString()));
    private final McpProbe client = product.client();

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @Test
    void aFileWithMistakesStopsTheStartAndNamesThemAll(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tools.yaml"), """
                tools:
                  - name: get_record
                    description: Reads a customer.
                    operation: get
                    record_type: customer
                  - name: find
                    description: Finds.
                    operation: query
                    query: SELECT id FROM customer WHERE email = '{email}'
                """);
        assertThatThrownBy(() -> new NetSuiteProduct(sandbox, Map.of("MCP_TOOLS_FILE", file.toString())).close())
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("tools.yaml:2: tools[0].name: get_record is the name of a generic tool")
                .hasMessageContaining("tools.yaml:1: literals: is missing");
    }

    @Test
    void theSampleHidesTheGenericToolsButForTwo() {
        JsonNode tools = client.request("tools/list", Map.of()).at("/result/tools");
        assertThat(tools.valueStream().map(tool -> tool.path("name").asText()))
                .containsExactly(
                        "create_customer",
                        "find_customers",
                        "change_customer",
                        "list_invoices",
                        "close_invoice",
                        "get_record",
                        "connection_status");
        assertThat(client.request("tools/call", Map.of("name", "create_record", "arguments", Map.of()))
                        .has("result"))
                .isFalse();
    }

    @Test
    void createsFindsAndChangesACustomer() {
        String name = "O'Brien & Sons 100";
        String id = data(client.call("create_customer", Map.of("name", name, "email", "office@obrien.example")))
                .path("record_id")
                .asText();
        JsonNode found = data(client.call("find_customers", Map.of("name", "o'brien & s")));
        assertThat(found.path("items")).hasSize(1);
        assertThat(found.at("/items/0/customer_id").asText()).isEqualTo(id);
        assertThat(found.at("/items/0/name").asText()).isEqualTo(name);
        assertThat(data(client.call("find_customers", Map.of("name", "o'brien", "email", "other@obrien.example")))
                        .path("items"))
                .isEmpty();
        data(client.call("change_customer", Map.of("customer_id", id, "phone", "+41 31 000 00 00")));
        JsonNode record = data(client.call("get_record", Map.of("record_type", "customer", "record_id", id)))
                .path("record");
        assertThat(record.path("phone").asText()).isEqualTo("+41 31 000 00 00");
        assertThat(record.at("/subsidiary/id").asText()).isEqualTo("1");
    }

    @Test
    void aValueNeverLeavesItsLiteral() {
        for (String attack : List.of("x') OR 1=1 --", "' OR ''='", "') UNION SELECT id FROM employee --")) {
            assertThat(data(client.call("find_customers", Map.of("name", attack)))
                            .path("items"))
                    .as(attack)
                    .isEmpty();
        }
        assertThat(error(client.call("find_customers", Map.of("name", "%%")))
                        .path("field")
                        .asText())
                .isEqualTo("name");
    }

    @Test
    void closesAnInvoiceOfWhichTheListTells() {
        JsonNode open;
        try (NetSuiteProduct generic = new NetSuiteProduct(sandbox)) {
            open = data(generic.client()
                            .call(
                                    "execute_query",
                                    Map.of(
                                            "query",
                                            "SELECT id, entity FROM transaction WHERE type = 'CustInvc' AND foreignamountunpaid > 0 ORDER BY id DESC",
                                            "limit",
                                            1)))
                    .at("/items/0");
        }
        JsonNode invoices = data(client.call(
                "list_invoices", Map.of("customer_id", open.path("entity").asInt(), "since", "2020-01-01")));
        assertThat(invoices.path("items").findValuesAsText("invoice_id"))
                .contains(open.path("id").asText());
        Map<String, Object> payment = Map.of("invoice_id", open.path("id").asText(), "memo", "paid");
        assertThat(data(client.call("close_invoice", payment))
                        .path("record_type")
                        .asText())
                .isEqualTo("customerPayment");
        assertThat(error(client.call("close_invoice", payment)).path("message").asText())
                .contains("paid in full already");
    }

    @Test
    void aComplaintOfTheUpstreamNamesTheArgument(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tools.yaml"), """
                tools:
                  - name: add_customer
                    description: Adds a customer.
                    operation: create
                    record_type: customer
                    input:
                      properties: { name: { type: string }, colour: { type: string } }
                    fields: { name: companyName, colour: colourOfTheirHair }
                    constants: { /subsidiary/id: "1" }
                """);
        try (NetSuiteProduct wrong = new NetSuiteProduct(sandbox, Map.of("MCP_TOOLS_FILE", file.toString()))) {
            JsonNode error = error(wrong.client().call("add_customer", Map.of("name", "A", "colour", "red")));
            assertThat(error.path("field").asText()).as(error.toString()).isEqualTo("colour");
        }
    }

    @Test
    void aClientWithoutASessionCallsItToo() {
        McpProbe modern = new McpProbe(product.port())
                .with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", "tools/call")
                .with("Mcp-Name", "find_customers");
        Map<String, Object> meta = Map.of(
                "io.modelcontextprotocol/protocolVersion", "2026-07-28",
                "io.modelcontextprotocol/clientInfo", Map.of("name", "t", "version", "1"),
                "io.modelcontextprotocol/clientCapabilities", Map.of());
        JsonNode answer = modern.request(
                "tools/call",
                Map.of("name", "find_customers", "arguments", Map.of("name", "a", "limit", 1), "_meta", meta));
        assertThat(answer.at("/result/structuredContent/errors/0/field").asText())
                .isEqualTo("name");
        answer = modern.request(
                "tools/call",
                Map.of("name", "find_customers", "arguments", Map.of("name", "an", "limit", 1), "_meta", meta));
        assertThat(data(answer.path("result")).path("items")).hasSize(1);
    }

    @Test
    void overStdioItIsTheSame() throws IOException {
        ProcessBuilder server = new ProcessBuilder(Served.command("stdio"));
        server.environment().putAll(product.settings());
        server.redirectError(ProcessBuilder.Redirect.DISCARD);
        try (StdioClient stdio = new StdioClient(server)) {
            stdio.initialize();
            assertThat(stdio.request("tools/list").at("/result/tools/0/name").asText())
                    .isEqualTo("create_customer");
            assertThat(data(stdio.call("find_customers", "{\"name\":\"an\",\"limit\":2}")
                                    .path("result"))
                            .path("items"))
                    .hasSize(2);
        }
    }

    @Test
    void thePublishedSchemaIsTheOneThatTheServerChecksWith() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/tools-file.schema.json")))
                .isEqualTo(Files.readString(
                        ROOT.resolve("adapters-mcp/src/main/resources/org/enterprisemcp/mcp/tools-file.schema.json")));
    }
}
