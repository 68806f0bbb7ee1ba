package org.enterprisemcp.telemetry;

import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.domain.port.RequestObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends traces and metrics to a collector by OTLP over HTTP. Whoever works on a request only puts a finished span into a queue; where
 * that is full, because the collector is slow or gone, spans are dropped.
 */
final class OtlpExport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpExport.class);

    private static final Duration SPANS_EVERY = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** A collector that is gone should be told of soon; one that is there again gets what comes then. */
    private static final RetryPolicy RETRY = RetryPolicy.builder()
            .setMaxAttempts(3)
            .setInitialBackoff(Duration.ofMillis(100))
            .setMaxBackoff(Duration.ofMillis(500))
            .build();

    private static final int MOST_SPANS_WAITING = 4_096;
    private static final int LONGEST_VALUE = 256;

    private final SdkTracerProvider tracers;
    private final SdkMeterProvider meters;
    private final RequestObserver requests;
    private final Duration patience;

    OtlpExport(ExportOptions options, Telemetry.Options about, Metrics metrics, Clock clock) {
        Resource resource = resource(options, about);
        Collector collector = new Collector(options.endpoint());
        this.tracers = SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(sampler(options.sampling(), clock))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_VALUE)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(collector.told(spans(options)))
                        .setScheduleDelay(SPANS_EVERY)
                        .setExporterTimeout(TIMEOUT)
                        .setMaxQueueSize(MOST_SPANS_WAITING)
                        .build())
                .build();
        this.meters = SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricProducer(new MetricExport(metrics, clock))
                .registerMetricReader(PeriodicMetricReader.builder(collector.told(metrics(options)))
                        .setInterval(options.every())
                        .build())
                .build();
        this.requests = new TracedRequests(tracers.get("org.enterprisemcp"), about.principalHash());
        this.patience = options.patience();
    }

    private static Resource resource(ExportOptions options, Telemetry.Options about) {
        ResourceBuilder resource = Resource.builder();
        resource.put("service.version", about.version());
        // Sums of several replicas must not be taken for one that jumps.
        resource.put("service.instance.id", UUID.randomUUID().toString());
        options.attributes().forEach(resource::put);
        resource.put("service.name", about.service());
        return resource.build();
    }

    private static Sampler sampler(ExportOptions.Sampling sampling, Clock clock) {
        Sampler wanted = sampling.ratio() >= 1
                ? Sampler.alwaysOn()
                : sampling.ratio() <= 0 ? Sampler.alwaysOff() : Sampler.traceIdRatioBased(sampling.ratio());
        Sampler own = sampling.perSecond() == 0 ? wanted : new TracesPerSecond(wanted, sampling.perSecond(), clock);
        return sampling.asTheClient() ? Sampler.parentBased(own) : own;
    }

    private static OtlpHttpSpanExporter spans(ExportOptions options) {
        OtlpHttpSpanExporterBuilder spans = OtlpHttpSpanExporter.builder()
                .setEndpoint(options.endpoint() + "/v1/traces")
                .setTimeout(TIMEOUT)
                .setRetryPolicy(RETRY);
        options.headers().forEach((name, value) -> spans.addHeader(name, value.reveal()));
        return spans.build();
    }

    private static OtlpHttpMetricExporter metrics(ExportOptions options) {
        OtlpHttpMetricExporterBuilder metrics = OtlpHttpMetricExporter.builder()
                .setEndpoint(options.endpoint() + "/v1/metrics")
                .setTimeout(TIMEOUT)
                .setRetryPolicy(RETRY);
        options.headers().forEach((name, value) -> metrics.addHeader(name, value.reveal()));
        return metrics.build();
    }

    RequestObserver requests() {
        return requests;
    }

    /** Sends what is left, and does not wait longer than it may: the exporters' own way to stop waits for a collector that is slow. */
    @Override
    public void close() {
        Thread stop = Thread.ofPlatform()
                .daemon()
                .name("telemetry-stop")
                .start(() -> CompletableResultCode.ofAll(List.of(tracers.shutdown(), meters.shutdown()))
                        .join(patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            if (!stop.join(patience)) {
                LOG.debug("the last spans and metrics could not be sent in time");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
