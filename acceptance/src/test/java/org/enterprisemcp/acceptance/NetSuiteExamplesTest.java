package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.upstream.netsuite.NetSuiteUpstreamProvider;
import org.junit.jupiter.api.Test;

/** The examples in the descriptions of the tools are arguments that the tools take. */
class NetSuiteExamplesTest {

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void everyExampleFitsTheSchemaOfItsTool() {
        NetSuiteSandbox sandbox = NetSuiteSandbox.start();
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox);
                Upstream upstream = new NetSuiteUpstreamProvider().create(_ -> Optional.empty(), Clock.systemUTC())) {
            JsonNode tools = product.client().request("tools/list", Map.of()).at("/result/tools");
            int examples = 0;
            for (JsonNode tool : tools) {
                Schema schema = schemas.getSchema(tool.path("inputSchema").toString(), InputFormat.JSON);
                for (String example :
                        upstream.guide().operation(tool.path("name").asText()).examples()) {
                    assertThat(schema.validate(example, InputFormat.JSON))
                            .as(example)
                            .isEmpty();
                    assertThat(tool.path("description").asText()).contains(example);
                    examples++;
                }
            }
            assertThat(examples).isGreaterThan(20);
        } finally {
            sandbox.close();
        }
    }
}
