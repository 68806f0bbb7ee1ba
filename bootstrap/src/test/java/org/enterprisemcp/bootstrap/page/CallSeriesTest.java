package org.enterprisemcp.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class CallSeriesTest {

    private final MutableClock clock = new MutableClock();
    private final CallSeries series = new CallSeries(clock);

    @Test
    void forgetsWhatIsOlderThanAQuarterOfAnHour() {
        call("get_record", 5, false);
        clock.advance(Duration.ofSeconds(890));
        assertThat(all()).containsEntry("calls", 1L);
        clock.advance(Duration.ofSeconds(10));
        assertThat(all()).containsEntry("calls", 0L).doesNotContainKey("p50_ms");
        call("get_record", 5, false);
        clock.advance(Duration.ofSeconds(910));
        call("get_record", 5, false);
        assertThat(all()).containsEntry("calls", 1L);
    }

    @Test
    void losesNothingWhereManyCallAtOnce() throws InterruptedException {
        Thread[] callers = new Thread[8];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = Thread.startVirtualThread(() -> {
                for (int call = 0; call < 10_000; call++) {
                    call("get_record", 5, call % 10 == 0);
                }
            });
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(all()).containsEntry("calls", 80_000L).containsEntry("errors", 8_000L);
    }

    @Test
    void tellsPercentilesToAnEighth() {
        for (int ms = 1; ms <= 1_000; ms++) {
            call("get_record", ms, false);
        }
        assertThat(all().get("p50_ms"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isBetween(437.0, 563.0);
        assertThat(all().get("p95_ms"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isBetween(831.0, 1_069.0);
    }

    private void call(String tool, long ms, boolean failed) {
        series.observed(new Observation(
                tool,
                Caller.anonymous(),
                Optional.empty(),
                failed ? Optional.of(ErrorCode.NO_SESSION) : Optional.empty(),
                CallFacts.none(),
                Duration.ofMillis(ms)));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> all() {
        return (Map<String, Object>)
                Objects.requireNonNull(series.shown(Optional.empty()).get("all"));
    }
}
