package org.enterprisemcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class TracesPerSecondTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Sampler sampler = new TracesPerSecond(Sampler.alwaysOn(), 3, clock);

    @Test
    void keepsNoMoreInASecondThanItMay() {
        assertThat(keptOf(10)).isEqualTo(3);
        clock.advance(Duration.ofMillis(300));
        assertThat(keptOf(10)).isZero();
    }

    @Test
    void makesUpForNoMoreThanTheLastSecond() {
        keptOf(3);
        clock.advance(Duration.ofHours(1));
        assertThat(keptOf(10)).isEqualTo(3);
    }

    @Test
    void keepsAnotherOneAsSoonAsItIsDue() {
        keptOf(3);
        clock.advance(Duration.ofMillis(334));
        assertThat(keptOf(10)).isEqualTo(1);
    }

    @Test
    void keepsNothingThatTheSamplerDoesNotWant() {
        Sampler none = new TracesPerSecond(Sampler.alwaysOff(), 3, clock);
        assertThat(none.shouldSample(Context.root(), TRACE, "a", SpanKind.SERVER, Attributes.empty(), List.of())
                        .getDecision())
                .isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void keepsAttemptsWithTheirRequestWhateverTheCount() {
        keptOf(3);
        assertThat(decision(local(TraceFlags.getSampled()))).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        clock.advance(Duration.ofHours(1));
        assertThat(decision(local(TraceFlags.getDefault()))).isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void countsWhatAClientHasBegunLikeAnyOtherWhereItIsAsked() {
        Context begun = Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault())));
        assertThat(IntStream.range(0, 10)
                        .filter(_ -> decision(begun) == SamplingDecision.RECORD_AND_SAMPLE)
                        .count())
                .isEqualTo(3);
    }

    private int keptOf(int traces) {
        return (int) IntStream.range(0, traces)
                .filter(_ -> decision(Context.root()) == SamplingDecision.RECORD_AND_SAMPLE)
                .count();
    }

    private SamplingDecision decision(Context parent) {
        return sampler.shouldSample(parent, TRACE, "tools/call", SpanKind.SERVER, Attributes.empty(), List.of())
                .getDecision();
    }

    private static Context local(TraceFlags flags) {
        return Context.root().with(Span.wrap(SpanContext.create(TRACE, SPAN, flags, TraceState.getDefault())));
    }
}
