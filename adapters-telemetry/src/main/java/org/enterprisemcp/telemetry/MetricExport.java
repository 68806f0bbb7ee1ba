package org.enterprisemcp.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.telemetry.Metrics.Family;
import org.enterprisemcp.telemetry.Metrics.Point;

/** The metrics in OpenTelemetry's terms. Sums count from the beginning of the process. */
final class MetricExport implements MetricProducer {

    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("org.enterprisemcp");
    private static final AggregationTemporality SINCE_BEGIN = AggregationTemporality.CUMULATIVE;

    private final Metrics metrics;
    private final Clock clock;
    private final long begin;

    MetricExport(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.begin = nanos(clock.instant());
    }

    @Override
    public Collection<MetricData> produce(Resource resource) {
        long now = nanos(clock.instant());
        return metrics.read().stream()
                .filter(family -> !family.points().isEmpty())
                // It repeats the resource, for those who cannot read one.
                .filter(family -> !family.name().equals(Telemetry.TARGET_INFO))
                .map(family -> metric(resource, family, now))
                .toList();
    }

    private MetricData metric(Resource resource, Family family, long now) {
        return switch (family.kind()) {
            case COUNTER ->
                new Metric(
                        resource,
                        family,
                        MetricDataType.DOUBLE_SUM,
                        SumData.createDoubleSumData(true, SINCE_BEGIN, numbers(family, now)));
            case GAUGE ->
                new Metric(
                        resource,
                        family,
                        MetricDataType.DOUBLE_GAUGE,
                        GaugeData.createDoubleGaugeData(numbers(family, now)));
            case HISTOGRAM ->
                new Metric(
                        resource,
                        family,
                        MetricDataType.HISTOGRAM,
                        HistogramData.create(
                                SINCE_BEGIN,
                                family.points().stream()
                                        .map(point -> histogram(point, now))
                                        .toList()));
        };
    }

    private List<DoublePointData> numbers(Family family, long now) {
        return family.points().stream()
                .map(point -> DoublePointData.create(begin, now, attributes(point), point.value(), List.of()))
                .toList();
    }

    private HistogramPointData histogram(Point point, long now) {
        return HistogramPointData.create(
                begin, now, attributes(point), point.value(), false, 0, false, 0, point.bounds(), point.counts());
    }

    private static Attributes attributes(Point point) {
        AttributesBuilder attributes = Attributes.builder();
        point.labels().forEach(attributes::put);
        return attributes.build();
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private record Metric(Resource resource, Family family, MetricDataType type, Data<?> data) implements MetricData {

        @Override
        public Resource getResource() {
            return resource;
        }

        @Override
        public InstrumentationScopeInfo getInstrumentationScopeInfo() {
            return SCOPE;
        }

        @Override
        public String getName() {
            return family.name();
        }

        @Override
        public String getDescription() {
            return family.description();
        }

        @Override
        public String getUnit() {
            return family.unit();
        }

        @Override
        public MetricDataType getType() {
            return type;
        }

        @Override
        public Data<?> getData() {
            return data;
        }
    }
}
