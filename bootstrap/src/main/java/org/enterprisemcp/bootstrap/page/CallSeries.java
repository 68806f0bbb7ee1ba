package org.enterprisemcp.bootstrap.page;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.port.CallObserver;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the last quarter of an hour, by tool, in steps of ten seconds. A call costs one or two atomic additions and takes no
 * lock; memory is bounded by the number of tools.
 */
public final class CallSeries implements CallObserver {

    static final int STEP_SECONDS = 10;
    static final int STEPS = 90;

    private final Clock clock;
    private final Map<String, Steps> byTool = new ConcurrentHashMap<>();

    /** A series without a call. */
    public CallSeries(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void observed(Observation call) {
        Steps known = byTool.get(call.operation());
        Steps steps = known != null ? known : byTool.computeIfAbsent(call.operation(), _ -> new Steps());
        steps.at(step(clock.instant()))
                .count(
                        Math.max(0, call.elapsed().toNanos() / 1_000),
                        call.failure().isPresent());
    }

    /**
     * What the charts show, as JSON has it.
     *
     * @param tool of which tool; empty for all of them
     */
    public Map<String, Object> shown(Optional<String> tool) {
        long last = step(clock.instant());
        long first = last - STEPS + 1;
        Map<String, List<Step>> seen = new TreeMap<>();
        byTool.forEach((name, steps) -> {
            List<Step> recent = steps.between(first, last);
            if (!recent.isEmpty()) {
                seen.put(name, recent);
            }
        });
        List<Step> chosen = seen.entrySet().stream()
                .filter(entry -> tool.isEmpty() || tool.get().equals(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        List<Map<String, Object>> tools = new ArrayList<>();
        seen.forEach((name, steps) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.putAll(Tally.of(steps).numbers());
            tools.add(row);
        });
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", Instant.ofEpochSecond(first * STEP_SECONDS).toString());
        shown.put("step_seconds", STEP_SECONDS);
        shown.put("tool", tool.orElse(""));
        shown.put("all", Tally.of(chosen).numbers());
        shown.put(
                "steps",
                IntStream.range(0, STEPS)
                        .mapToObj(index -> Tally.of(chosen.stream()
                                        .filter(step -> step.number == first + index)
                                        .toList())
                                .numbers())
                        .toList());
        shown.put("tools", tools);
        return shown;
    }

    private static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** A ring; whoever comes first into a new step puts it in place of the oldest one. */
    private static final class Steps {

        private final AtomicReferenceArray<@Nullable Step> ring = new AtomicReferenceArray<>(STEPS + 1);

        Step at(long number) {
            int index = (int) Math.floorMod(number, (long) STEPS + 1);
            while (true) {
                Step there = ring.get(index);
                // A clock that was set back counts in the newer step: nothing is lost, and nothing turns back.
                if (there != null && there.number >= number) {
                    return there;
                }
                Step next = new Step(number);
                if (ring.compareAndSet(index, there, next)) {
                    return next;
                }
            }
        }

        List<Step> between(long first, long last) {
            List<Step> found = new ArrayList<>();
            for (int index = 0; index < ring.length(); index++) {
                Step step = ring.get(index);
                if (step != null && step.number >= first && step.number <= last) {
                    found.add(step);
                }
            }
            return found;
        }
    }

    /** The calls of one tool in one step. */
    static final class Step {

        private final long number;
        private final AtomicIntegerArray counts = new AtomicIntegerArray(Tally.BINS + 1);

        Step(long number) {
            this.number = number;
        }

        void count(long micros, boolean failed) {
            counts.getAndIncrement(Tally.bin(micros));
            if (failed) {
                counts.getAndIncrement(Tally.BINS);
            }
        }

        int of(int bin) {
            return counts.get(bin);
        }
    }
}
