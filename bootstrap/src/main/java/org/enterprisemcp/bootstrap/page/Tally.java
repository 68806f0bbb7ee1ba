package org.enterprisemcp.bootstrap.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls added up. Latencies are counted in bins of which four make a doubling, from 64 microseconds on, so a percentile is wrong by
 * an eighth at most.
 */
final class Tally {

    static final int BINS = 90;

    private static final int FIRST_BIT = 6;
    private static final double MICROS_PER_MILLI = 1_000;

    private final long[] counts;

    private Tally(long[] counts) {
        this.counts = counts;
    }

    static Tally of(List<CallSeries.Step> steps) {
        long[] counts = new long[BINS + 1];
        for (CallSeries.Step step : steps) {
            for (int bin = 0; bin <= BINS; bin++) {
                counts[bin] += step.of(bin);
            }
        }
        return new Tally(counts);
    }

    static int bin(long micros) {
        if (micros < 1L << FIRST_BIT) {
            return 0;
        }
        int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int quarter = (int) (micros >> (bit - 2)) & 3;
        return Math.min(BINS - 1, 1 + (bit - FIRST_BIT) * 4 + quarter);
    }

    /** The middle of a bin. */
    static double millis(int bin) {
        if (bin == 0) {
            return (1L << FIRST_BIT) / 2 / MICROS_PER_MILLI;
        }
        double width = 1L << ((bin - 1) / 4 + FIRST_BIT - 2);
        return (width * (4 + (bin - 1) % 4) + width / 2) / MICROS_PER_MILLI;
    }

    /** Calls, errors and percentiles; without a call there are no percentiles. */
    Map<String, Object> numbers() {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("calls", calls());
        numbers.put("errors", counts[BINS]);
        if (calls() > 0) {
            numbers.put("p50_ms", percentile(50));
            numbers.put("p95_ms", percentile(95));
        }
        return numbers;
    }

    private long calls() {
        long calls = 0;
        for (int bin = 0; bin < BINS; bin++) {
            calls += counts[bin];
        }
        return calls;
    }

    private double percentile(int percent) {
        long rank = (calls() * percent + 99) / 100;
        int bin = -1;
        for (long seen = 0; seen < rank; ) {
            bin++;
            seen += counts[bin];
        }
        return Math.round(millis(bin) * 100) / 100.0;
    }
}
