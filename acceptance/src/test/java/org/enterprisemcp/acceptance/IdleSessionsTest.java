package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
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
            List<McpProbe> sessions = new ArrayList<>();
            open(product, sessions, WARM);
            long before = heapInUse();
            open(product, sessions, SESSIONS);
            long each = (heapInUse() - before) / SESSIONS;
            LOG.log(Level.INFO, "an idle session takes {0} bytes", String.valueOf(each));

            assertThat(each).isLessThanOrEqualTo(MOST);
            for (McpProbe session : List.of(sessions.getFirst(), sessions.getLast())) {
                assertThat(session.request("ping", Map.of()).has("result"))
                        .as("it is still there")
                        .isTrue();
            }
        } finally {
            sandbox.close();
        }
    }

    private static void open(Product product, List<McpProbe> sessions, int more) {
        for (int i = 0; i < more; i++) {
            sessions.add(product.probe().open("2025-11-25"));
        }
    }

    private static long heapInUse() {
        var memory = ManagementFactory.getMemoryMXBean();
        // The first run finds what the second one frees.
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
