package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.upstream.rest.CircuitBreaker.Admission.Pass;
import org.enterprisemcp.upstream.rest.CircuitBreaker.Admission.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private MutableClock clock = new MutableClock();
    private CircuitBreaker breaker = new CircuitBreaker(clock);

    @BeforeEach
    void closed() {
        clock = new MutableClock();
        breaker = new CircuitBreaker(clock);
    }

    @Test
    void opensAfterTenFailuresAndSaysWhenToComeBack() {
        fail(9);
        assertThat(breaker.isClosed()).isTrue();

        fail(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(breaker.admit()).isEqualTo(new Refused(Duration.ofSeconds(3)));
    }

    @Test
    void opensWhenHalfOfTheRecentAttemptsFailed() {
        succeed(10);
        fail(9);
        assertThat(breaker.isClosed()).isTrue();

        fail(1);
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void staysClosedWhenLessThanHalfFails() {
        for (int i = 0; i < 50; i++) {
            succeed(2);
            fail(1);
        }
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void forgetsFailuresOfLongAgo() {
        fail(9);
        clock.advance(CircuitBreaker.MEMORY.plusSeconds(1));
        fail(5);

        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void letsOneProbeThroughAfterThePause() {
        fail(10);
        clock.advance(CircuitBreaker.PAUSE);

        assertThat(breaker.admit()).isInstanceOf(Pass.class);
        assertThat(breaker.admit()).isInstanceOf(Refused.class);
    }

    @Test
    void closesWhenTheProbeSucceedsAndStartsCountingAnew() {
        fail(10);
        clock.advance(CircuitBreaker.PAUSE);
        succeed(1);
        fail(9);

        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void opensForAnotherPauseWhenTheProbeFails() {
        fail(10);
        clock.advance(CircuitBreaker.PAUSE);
        fail(1);

        assertThat(breaker.admit()).isEqualTo(new Refused(CircuitBreaker.PAUSE));
    }

    @Test
    void aCancelledProbeNeitherClosesNorOpensItAndTheNextAttemptIsTheProbe() {
        fail(10);
        clock.advance(CircuitBreaker.PAUSE);
        breaker.cancelled(pass());

        assertThat(breaker.isClosed()).isFalse();
        assertThat(breaker.admit()).isEqualTo(new Pass(1, true));
    }

    @Test
    void ignoresWhatAttemptsOfAFormerStateReport() {
        Pass slow = pass();
        fail(10);
        breaker.succeeded(slow);
        assertThat(breaker.isClosed()).isFalse();

        clock.advance(CircuitBreaker.PAUSE);
        succeed(1);
        breaker.failed(slow);
        assertThat(breaker.isClosed()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(pass());
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            breaker.succeeded(pass());
        }
    }

    private Pass pass() {
        return (Pass) breaker.admit();
    }
}
