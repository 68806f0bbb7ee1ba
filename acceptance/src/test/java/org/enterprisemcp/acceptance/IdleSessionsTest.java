package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.Test;

/** What a session costs whose client says nothing. */
class IdleSessionsTest {

    private static final Logger LOG = System.getLogger(IdleSessionsTest.class.getName());
    private static final int SESSIONS = 900;
    private static final int WARM = 100;
    private static final long MOST = 10 * 1024;

    @Test
    void aThousandIdleSessionsTakeAtMostTenKilobytesEach() {
        PlainSandbox sandbox = PlainSandbox.start();
        try (Product product = new Product(sandbox)) {
            McpProbe first = open(product, WARM);
            long before = heapInUse();
            McpProbe last = open(product, SESSIONS);
            long each = (heapInUse() - before) / SESSIONS;
            LOG.log(Level.INFO, "an idle session takes {0} bytes", String.valueOf(each));

            assertThat(each).isLessThanOrEqualTo(MOST);
            for (McpProbe session : List.of(first, last)) {
                assertThat(session.request("ping", Map.of()).has("result"))
                        .as("it is still there")
                        .isTrue();
            }
        } finally {
            sandbox.close();
        }
    }

    /** Opens sessions; the last client. What the others take is not the server's, so they are forgotten. */
    private static McpProbe open(Product product, int sessions) {
        McpProbe client = product.probe().open("2025-11-25");
        for (int i = 1; i < sessions; i++) {
            client = product.probe().open("2025-11-25");
        }
        return client;
    }

    private static long heapInUse() {
        var memory = ManagementFactory.getMemoryMXBean();
        // The first run finds what the second one frees.
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
