package org.enterprisemcp.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps so many traces a second at most, so that tracing costs a busy server no more than a quiet one. Metrics count every call all the
 * same. What belongs to a trace of this process goes the way of its beginning.
 */
final class TracesPerSecond implements Sampler {

    private final Sampler wanted;
    private final int most;
    private final Clock clock;
    private final long every;

    /** When the next trace were due, in nanoseconds, if they came evenly (the generic cell rate algorithm). */
    private final AtomicLong due = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param wanted which traces are kept as long as there are few
     * @param most how many of them a second; as many may come at once
     */
    TracesPerSecond(Sampler wanted, int most, Clock clock) {
        this.wanted = wanted;
        this.most = most;
        this.clock = clock;
        this.every = Duration.ofSeconds(1).toNanos() / most;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        SpanContext begun = Span.fromContext(parent).getSpanContext();
        if (begun.isValid() && !begun.isRemote()) {
            return begun.isSampled() ? SamplingResult.recordAndSample() : SamplingResult.drop();
        }
        SamplingResult result = wanted.shouldSample(parent, traceId, name, kind, attributes, links);
        return result.equals(SamplingResult.drop()) || comesInTime() ? result : SamplingResult.drop();
    }

    private boolean comesInTime() {
        long now = Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        while (true) {
            long before = due.get();
            // Whoever was quiet for a second may make up for that second, and for no more.
            long next = Math.max(before, now - most * every);
            if (next > now - every) {
                return false;
            }
            if (due.compareAndSet(before, next + every)) {
                return true;
            }
        }
    }

    @Override
    public String getDescription() {
        return "TracesPerSecond{" + most + "," + wanted.getDescription() + "}";
    }
}
