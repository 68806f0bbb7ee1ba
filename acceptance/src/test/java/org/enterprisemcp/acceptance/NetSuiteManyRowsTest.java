package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
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

    private static long heapInUse() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
