package org.enterprisemcp.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once that a collector cannot be reached, and once that it can be again. */
final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private final AtomicBoolean lost = new AtomicBoolean();
    private final String where;

    Collector(URI endpoint) {
        this.where = endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }

    private CompletableResultCode watched(CompletableResultCode result) {
        return result.whenComplete(() -> {
            if (!result.isSuccess() && lost.compareAndSet(false, true)) {
                LOG.warn(
                        "event=telemetry_export result=failed collector={}: what cannot be sent is dropped; calls go on",
                        where);
            } else if (result.isSuccess() && lost.compareAndSet(true, false)) {
                LOG.info("event=telemetry_export result=recovered collector={}", where);
            }
        });
    }

    /** The same exporter, whose failures are told. */
    SpanExporter told(SpanExporter spans) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> some) {
                return watched(spans.export(some));
            }

            @Override
            public CompletableResultCode flush() {
                return spans.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return spans.shutdown();
            }
        };
    }

    /** The same exporter, whose failures are told. */
    MetricExporter told(MetricExporter metrics) {
        return new MetricExporter() {
            @Override
            public CompletableResultCode export(Collection<MetricData> some) {
                return watched(metrics.export(some));
            }

            @Override
            public CompletableResultCode flush() {
                return metrics.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return metrics.shutdown();
            }

            @Override
            public AggregationTemporality getAggregationTemporality(InstrumentType type) {
                return metrics.getAggregationTemporality(type);
            }
        };
    }
}
