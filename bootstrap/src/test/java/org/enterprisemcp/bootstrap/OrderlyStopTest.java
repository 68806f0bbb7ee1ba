package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OrderlyStopTest {

    @Test
    void doesNotWaitForAnEndThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(OrderlyStop.within(Duration.ofMillis(50), () -> {
                    try {
                        never.await();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isFalse();
        never.countDown();
    }

    @Test
    void waitsForAnEndThatComes() {
        assertThat(OrderlyStop.within(Duration.ofSeconds(20), () -> {})).isTrue();
    }
}
