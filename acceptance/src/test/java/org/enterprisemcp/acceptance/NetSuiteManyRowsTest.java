package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.Test;

/** More rows than NetSuite lets anybody page through. */
class NetSuiteManyRowsTest {

    private static final Logger LOG = System.getLogger(NetSuiteManyRowsTest.class.getName());
    private static final String ALL = "SELECT id FROM customrecord_measurement ORDER BY id";
    private static final int ROWS = 100_000;
    private static final int WARM = 10;

    /**
     * How much more heap may be in use after the last call than after the tenth, in bytes. The server and the look-alike share
     * the heap, so this bounds both; ninety pages of a thousand rows that somebody kept would be about twice as much.
     */
    private static final long GROWTH = 10_000_000;

    @Test
    void bringsTheFirstHundredThousandRowsInAHundredCallsWithoutKeepingThemAndSaysHowToGoOn() {
        NetSuiteSandbox sandbox =
                NetSuiteSandbox.start(NetSuiteSandbox.Options.usual().withManyRows());
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox)) {
            McpProbe client = product.client();
            BitSet seen = new BitSet(ROWS + 1);
            int rows = 0;
            int calls = 0;
            JsonNode page;
            int offset = 0;
            long before = 0;
            long begun = System.nanoTime();
            do {
                page = client.call("execute_query", Map.of("query", ALL, "limit", 1000, "offset", offset));
                for (JsonNode row : data(page).path("items")) {
                    seen.set(row.path("id").asInt());
                    rows++;
                }
                offset = page.at("/structuredContent/meta/next_offset").asInt();
                calls++;
                if (calls == WARM) {
                    before = heapInUse();
                }
            } while (page.at("/structuredContent/meta/truncated").asBoolean());
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            long after = heapInUse();
            LOG.log(
                    Level.INFO,
                    "{0} calls took {1} ms; heap in use after call {2}: {3} KiB, after the last one: {4} KiB",
                    String.valueOf(calls),
                    String.valueOf(taken.toMillis()),
                    String.valueOf(WARM),
                    String.valueOf(before / 1024),
                    String.valueOf(after / 1024));

            assertThat(calls).isEqualTo(100);
            assertThat(rows).isEqualTo(ROWS);
            assertThat(seen.cardinality()).isEqualTo(ROWS);
            assertThat(after - before).isLessThan(GROWTH);
            assertThat(error(client.call("execute_query", Map.of("query", ALL, "offset", ROWS)))
                            .path("message")
                            .asText())
                    .contains("WHERE id > the last id");
        } finally {
            sandbox.close();
        }
    }

    @Test
    void bringsThemAsOneTaskWhoseResultSaysWhereToReadThem() {
        NetSuiteSandbox sandbox =
                NetSuiteSandbox.start(NetSuiteSandbox.Options.usual().withManyRows());
        try (NetSuiteProduct product = new NetSuiteProduct(sandbox)) {
            // Longer than a client that knows tasks is kept waiting.
            sandbox.control()
                    .inject(Fault.of(Kind.DELAY, "POST", "/services/rest/query", 1)
                            .lasting(Duration.ofSeconds(6)));
            long begun = System.nanoTime();
            JsonNode task = stateless(
                    product,
                    "tools/call",
                    "execute_query",
                    Map.of("name", "execute_query", "arguments", Map.of("query", ALL, "format", "resource")));
            assertThat(task.path("resultType").asText()).isEqualTo("task");
            String id = task.path("taskId").asText();
            while (!task.path("status").asText().equals("completed")) {
                assertThat(task.path("status").asText()).isEqualTo("working");
                task = stateless(product, "tasks/get", id, Map.of("taskId", id));
            }
            JsonNode result = task.path("result");
            assertThat(result.at("/structuredContent/data/count").asInt()).isEqualTo(ROWS);
            String uri = result.at("/content/1/uri").asText();
            assertThat(result.at("/content/1/type").asText()).isEqualTo("resource_link");
            JsonNode parts = stateless(product, "resources/read", uri, Map.of("uri", uri))
                    .path("contents");
            long lines = 0;
            for (JsonNode part : parts) {
                lines += part.path("text").asText().lines().count();
            }
            LOG.log(
                    Level.INFO,
                    "one task brought {0} rows in {1} parts in {2} ms, 6 s of them a delay",
                    String.valueOf(lines),
                    String.valueOf(parts.size()),
                    String.valueOf(Duration.ofNanos(System.nanoTime() - begun).toMillis()));
            assertThat(lines).isEqualTo(ROWS);
        } finally {
            sandbox.close();
        }
    }

    /** Asks without a session, as a client that knows tasks; the result. */
    private static JsonNode stateless(NetSuiteProduct product, String method, String name, Map<String, Object> params) {
        Map<String, Object> all = new HashMap<>(params);
        all.put(
                "_meta",
                Map.of(
                        "io.modelcontextprotocol/protocolVersion",
                        "2026-07-28",
                        "io.modelcontextprotocol/clientCapabilities",
                        Map.of("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of()))));
        McpProbe client = new McpProbe(URI.create(product.url()).getPort())
                .with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", method)
                .with("Mcp-Name", name);
        JsonNode answer = Results.last(client.post(client.message(method, all)));
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    private static long heapInUse() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
