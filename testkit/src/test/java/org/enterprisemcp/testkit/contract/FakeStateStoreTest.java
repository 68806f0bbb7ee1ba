package org.enterprisemcp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The fake keeps the contract as a real store does, and goes down when it is told to. */
class FakeStateStoreTest {

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final MutableClock clock = new MutableClock();
    private final FakeStateStore store = new FakeStateStore(clock);

    @Nested
    class Contract extends StateStoreContract {
        @Override
        protected StateStore store() {
            return store;
        }

        @Override
        protected void letPass(Duration time) {
            clock.advance(time);
        }
    }

    @Nested
    class Races extends StateStoreRacesContract {
        @Override
        protected StateStore store() {
            return store;
        }
    }

    @Test
    void refusesEverythingWhileItIsDownAndForgetsNothing() {
        store.put("a", "k", "v", LIFE);
        store.goDown();
        List<ThrowingCallable> everything = List.of(
                () -> store.put("a", "k", "w", LIFE),
                () -> store.get("a", "k"),
                () -> store.getAndDelete("a", "k"),
                () -> store.compareAndSet("a", "k", StateStore.ABSENT, "w", LIFE),
                () -> store.delete("a", "k"),
                () -> store.lease("work", LIFE),
                () -> store.publish("news", "first"),
                () -> store.subscribe("news", _ -> {}),
                () -> store.size("a"));
        assertThat(everything).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(StateStore.Unavailable.class));
        store.comeBack();
        assertThat(store.contents("a")).isEqualTo(Map.of("k", "v"));
        assertThat(store.spaces()).containsExactly("a");
    }
}
