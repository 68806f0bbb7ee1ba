package org.enterprisemcp.telemetry;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.enterprisemcp.domain.port.TargetLoad;
import org.enterprisemcp.telemetry.Metrics.Point;

/** How far the limits of the calls upstream are used, by account. An account that is called at two hosts is one series. */
final class Loads {

    private static final double MILLIS = 1_000;

    private final Metrics metrics;
    private final Supplier<? extends Collection<TargetLoad>> loads;

    private Loads(Metrics metrics, Supplier<? extends Collection<TargetLoad>> loads) {
        this.metrics = metrics;
        this.loads = loads;
    }

    static void declare(Metrics metrics, Supplier<? extends Collection<TargetLoad>> loads) {
        Loads all = new Loads(metrics, loads);
        all.gauge("places", "{call}", "How many calls may run at once.", TargetLoad::places, Double::sum);
        all.gauge("running", "{call}", "How many run.", TargetLoad::running, Double::sum);
        all.gauge("waiting", "{call}", "How many wait for a place.", TargetLoad::inLine, Double::sum);
        all.gauge(
                "pause",
                "s",
                "How long calls are still held back because the upstream asked for it.",
                load -> load.pause().map(Duration::toMillis).orElse(0L) / MILLIS,
                Math::max);
        all.gauge(
                "breaker_open",
                "1",
                "1 while calls are held back because the upstream keeps failing, else 0.",
                load -> load.heldBack() ? 1 : 0,
                Math::max);
    }

    private void gauge(
            String name,
            String unit,
            String description,
            ToDoubleFunction<TargetLoad> part,
            DoubleBinaryOperator both) {
        metrics.gauge("enterprise_mcp.upstream." + name, unit, description, () -> points(part, both));
    }

    private List<Point> points(ToDoubleFunction<TargetLoad> part, DoubleBinaryOperator both) {
        Map<String, Double> byTarget = new TreeMap<>();
        loads.get().forEach(load -> byTarget.merge(load.target(), part.applyAsDouble(load), both::applyAsDouble));
        return byTarget.entrySet().stream()
                .map(entry -> Point.of(Map.of(Names.TARGET, entry.getKey()), entry.getValue()))
                .toList();
    }
}
