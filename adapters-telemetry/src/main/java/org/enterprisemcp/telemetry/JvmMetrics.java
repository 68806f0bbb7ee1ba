package org.enterprisemcp.telemetry;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.enterprisemcp.telemetry.Metrics.Point;

/** How the machine below is doing. Its beans are loaded when somebody reads for the first time, not when the server starts. */
final class JvmMetrics {

    private static final double MILLIS = 1_000;

    private JvmMetrics() {}

    static void declare(Metrics metrics) {
        metrics.gauge("jvm.memory.used", "By", "Memory in use.", () -> memory(MemoryUsage::getUsed));
        metrics.gauge(
                "jvm.memory.committed",
                "By",
                "Memory that the process holds.",
                () -> memory(MemoryUsage::getCommitted));
        metrics.gauge("jvm.memory.limit", "By", "The most that it may use.", () -> memory(MemoryUsage::getMax));
        metrics.gauge(
                "jvm.thread.count",
                "{thread}",
                "Platform threads.",
                () -> List.of(
                        Point.of(Map.of(), ManagementFactory.getThreadMXBean().getThreadCount())));
        metrics.counted(
                "jvm.gc.collections",
                "{collection}",
                "Garbage collections.",
                () -> collectors(collector -> Math.max(0, collector.getCollectionCount())));
        metrics.counted(
                "jvm.gc.time",
                "s",
                "Time that they took.",
                () -> collectors(collector -> Math.max(0, collector.getCollectionTime()) / MILLIS));
    }

    /** A limit that there is not is no number. */
    private static List<Point> memory(ToLongFunction<MemoryUsage> part) {
        var bean = ManagementFactory.getMemoryMXBean();
        return Map.of("heap", bean.getHeapMemoryUsage(), "non_heap", bean.getNonHeapMemoryUsage()).entrySet().stream()
                .filter(area -> part.applyAsLong(area.getValue()) >= 0)
                .map(area ->
                        Point.of(Map.of("jvm.memory.type", area.getKey()), (double) part.applyAsLong(area.getValue())))
                .toList();
    }

    private static List<Point> collectors(ToDoubleFunction<GarbageCollectorMXBean> part) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(collector -> Point.of(Map.of("jvm.gc.name", collector.getName()), part.applyAsDouble(collector)))
                .toList();
    }
}
