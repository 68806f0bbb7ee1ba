package org.enterprisemcp.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What is counted and measured, with OpenTelemetry's names and without its classes. Recording takes no lock. A family that would get
 * more than {@link #MOST_SERIES} series puts the rest into one, so memory is bounded whatever the labels hold.
 */
final class Metrics {

    static final int MOST_SERIES = 500;

    /** The label of the series that stands for all that are too many; the name is OpenTelemetry's. */
    static final String OVERFLOW = "otel.metric.overflow";

    private static final List<String> TOO_MANY = List.of();

    private final List<Supplier<Family>> families = new CopyOnWriteArrayList<>();

    /** What kind of number it is. */
    enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /**
     * A metric as it stands now.
     *
     * @param name OpenTelemetry's name for it
     * @param unit its unit, in UCUM
     */
    record Family(String name, String unit, String description, Kind kind, List<Point> points) {}

    /**
     * One series of it.
     *
     * @param labels names and values; an empty value is left out
     * @param value the number; the sum, for a histogram
     * @param bounds the upper bounds of a histogram's buckets, without the last one
     * @param counts how many values each bucket holds, one more than there are bounds
     */
    record Point(Map<String, String> labels, double value, List<Double> bounds, List<Long> counts) {

        static Point of(Map<String, String> labels, double value) {
            return new Point(labels, value, List.of(), List.of());
        }

        long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** All metrics as they stand now, in the order in which they were declared. */
    List<Family> read() {
        return families.stream().map(Supplier::get).toList();
    }

    /** Something that is counted. */
    Counter counter(String name, String unit, String description, String... keys) {
        Counter counter = new Counter(List.of(keys));
        families.add(() -> new Family(name, unit, description, Kind.COUNTER, counter.points()));
        return counter;
    }

    /** Something whose values are spread. */
    Histogram histogram(String name, String unit, String description, List<Double> bounds, String... keys) {
        Histogram histogram = new Histogram(bounds, List.of(keys));
        families.add(() -> new Family(name, unit, description, Kind.HISTOGRAM, histogram.points()));
        return histogram;
    }

    /** Something that is looked up when somebody reads. */
    void gauge(String name, String unit, String description, Supplier<? extends Collection<Point>> now) {
        observed(name, unit, description, Kind.GAUGE, now);
    }

    /** Something that somebody else counts. */
    void counted(String name, String unit, String description, Supplier<? extends Collection<Point>> now) {
        observed(name, unit, description, Kind.COUNTER, now);
    }

    private void observed(
            String name, String unit, String description, Kind kind, Supplier<? extends Collection<Point>> now) {
        families.add(() -> {
            List<Point> all = List.copyOf(now.get());
            return new Family(name, unit, description, kind, all.subList(0, Math.min(MOST_SERIES, all.size())));
        });
    }

    private static Map<String, String> labels(List<String> keys, List<String> values) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (values.isEmpty() && !keys.isEmpty()) {
            labels.put(OVERFLOW, "true");
            return labels;
        }
        for (int index = 0; index < keys.size(); index++) {
            if (!values.get(index).isEmpty()) {
                labels.put(keys.get(index), values.get(index));
            }
        }
        return labels;
    }

    private static <T> T cell(Map<List<String>, T> cells, List<String> values, Supplier<T> made) {
        T known = cells.get(values);
        if (known != null) {
            return known;
        }
        // Two who come at once may make one series more than that; it stays bounded by the number of threads.
        return cells.computeIfAbsent(cells.size() < MOST_SERIES ? values : TOO_MANY, _ -> made.get());
    }

    /** Counts, by the values of its labels. */
    static final class Counter {

        private final List<String> keys;
        private final Map<List<String>, LongAdder> cells = new ConcurrentHashMap<>();

        private Counter(List<String> keys) {
            this.keys = keys;
        }

        /** One more. */
        void count(String... values) {
            cell(cells, List.of(values), LongAdder::new).increment();
        }

        private List<Point> points() {
            List<Point> points = new ArrayList<>();
            cells.forEach((values, count) -> points.add(Point.of(labels(keys, values), (double) count.sum())));
            return points;
        }
    }

    /** Counts values by their size, and adds them up. */
    static final class Histogram {

        private final List<Double> bounds;
        private final double[] limits;
        private final List<String> keys;
        private final Map<List<String>, Buckets> cells = new ConcurrentHashMap<>();

        private Histogram(List<Double> bounds, List<String> keys) {
            this.bounds = List.copyOf(bounds);
            this.limits = bounds.stream().mapToDouble(Double::doubleValue).toArray();
            this.keys = keys;
        }

        /** One more value. */
        void record(double value, String... values) {
            cell(cells, List.of(values), () -> new Buckets(limits.length + 1)).add(bucket(value), value);
        }

        private int bucket(double value) {
            int index = 0;
            while (index < limits.length && value > limits[index]) {
                index++;
            }
            return index;
        }

        private List<Point> points() {
            List<Point> points = new ArrayList<>();
            cells.forEach((values, buckets) ->
                    points.add(new Point(labels(keys, values), buckets.sum.sum(), bounds, buckets.read())));
            return points;
        }
    }

    private static final class Buckets {

        private final LongAdder[] counts;
        private final DoubleAdder sum = new DoubleAdder();

        Buckets(int size) {
            counts = new LongAdder[size];
            for (int index = 0; index < size; index++) {
                counts[index] = new LongAdder();
            }
        }

        void add(int bucket, double value) {
            counts[bucket].increment();
            sum.add(value);
        }

        List<Long> read() {
            List<Long> read = new ArrayList<>(counts.length);
            for (LongAdder count : counts) {
                read.add(count.sum());
            }
            return read;
        }
    }
}
