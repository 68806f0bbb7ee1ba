package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.Test;

/** More rows than NetSuite lets anybody page through. */
class NetSuiteManyRowsTest {

    private static final String ALL = "SELECT id FROM customrecord_measurement ORDER BY id";

    @Test
    void bringsTheFirstHundredThousandRowsInAHundredCallsAndSaysHowToGoOn() {
        NetSuiteSandbox sandbox =
                NetSuiteSandbox.start(NetSuiteSandbox.Options.usual().withManyRows());
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox)) {
            McpProbe client = product.client();
            Set<String> ids = new HashSet<>();
            int calls = 0;
            JsonNode page;
            int offset = 0;
            do {
                page = client.call("execute_query", Map.of("query", ALL, "limit", 1000, "offset", offset));
                data(page).path("items").forEach(row -> ids.add(row.path("id").asText()));
                offset = page.at("/structuredContent/meta/next_offset").asInt();
                calls++;
            } while (page.at("/structuredContent/meta/truncated").asBoolean());

            assertThat(calls).isEqualTo(100);
            assertThat(ids).hasSize(100_000);
            assertThat(error(client.call("execute_query", Map.of("query", ALL, "offset", 100_000)))
                            .path("message")
                            .asText())
                    .contains("WHERE id > the last id");
        } finally {
            sandbox.close();
        }
    }
}
