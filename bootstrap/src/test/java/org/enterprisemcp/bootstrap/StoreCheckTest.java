package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckResponse.Status;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.store.MemoryStateStore;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class StoreCheckTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger puts = new AtomicInteger();
    private final MutableClock clock = new MutableClock();

    @Test
    void isDownWithAReasonWhenTheStoreCannotBeReached() {
        HealthCheckResponse answer = new StoreCheck(
                        store(() -> {
                            throw new StateStore.Unavailable(new IllegalStateException("redis.internal:6379"));
                        }),
                        LONG,
                        clock)
                .call();
        assertThat(answer.status()).isEqualTo(Status.DOWN);
        assertThat(answer.details()).containsEntry("reason", "the store cannot be reached");
    }

    @Test
    void doesNotHangWithAStoreThatHangsAndAsksItOnlyOnce() {
        CountDownLatch never = new CountDownLatch(1);
        StoreCheck check = new StoreCheck(
                store(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                }),
                SHORT,
                clock);
        for (int i = 0; i < 5; i++) {
            clock.advance(StoreCheck.FRESH.plusMillis(1));
            HealthCheckResponse answer = check.call();
            assertThat(answer.status()).isEqualTo(Status.DOWN);
            assertThat(answer.details()).containsEntry("reason", "the store does not answer within 50 ms");
        }
        assertThat(puts).hasValue(1);
        never.countDown();
    }

    @Test
    void isDownWhenTheStoreForgets() {
        StateStore forgetful = (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(),
                new Class<?>[] {StateStore.class},
                (_, method, _) -> method.getName().equals("get") ? Optional.empty() : null);
        assertThat(new StoreCheck(forgetful, LONG, clock).call().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void asksTheStoreOnceHoweverManyProbesThereAre() {
        StoreCheck check = new StoreCheck(store(() -> {}), LONG, clock);
        for (int i = 0; i < 100; i++) {
            assertThat(check.call().status()).isEqualTo(Status.UP);
        }
        assertThat(puts).hasValue(1);
    }

    private StateStore store(Runnable beforeEachPut) {
        StateStore memory = new MemoryStateStore(clock);
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        puts.incrementAndGet();
                        beforeEachPut.run();
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
