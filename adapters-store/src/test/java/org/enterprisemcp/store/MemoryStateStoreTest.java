package org.enterprisemcp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.StateStore.Lease;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.contract.StateStoreContract;
import org.enterprisemcp.testkit.contract.StateStoreRacesContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemoryStateStoreTest {

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final MutableClock clock = new MutableClock();
    private final MemoryStateStore store = new MemoryStateStore(clock, 1_000);

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
    void refusesToHoldNothing() {
        assertThatThrownBy(() -> new MemoryStateStore(clock, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsNoMoreThanItMayHoweverManyAreTried() {
        for (int i = 0; i < 10_000; i++) {
            store.put("transactions", "k" + i, "v", LIFE);
        }
        assertThat(store.size("transactions")).isEqualTo(1_000);
        assertThat(store.get("transactions", "k9999")).isPresent();
        assertThat(store.get("transactions", "k0")).isEmpty();
    }

    @Test
    void letsGoOfWhatEndsFirstAndOfNothingInAnotherSpace() {
        StateStore small = new MemoryStateStore(clock, 2);
        small.put("other", "k", "v", LIFE.dividedBy(4));
        small.put("a", "long", "v", LIFE);
        small.put("a", "short", "v", LIFE.dividedBy(2));
        small.put("a", "new", "v", LIFE);
        assertThat(small.get("a", "short")).isEmpty();
        assertThat(small.get("a", "long")).isPresent();
        assertThat(small.get("other", "k")).isPresent();
        small.put("a", "new", "w", LIFE);
        assertThat(small.get("a", "long")).as("a change takes no further room").isPresent();
    }

    @Test
    void countsWhatHasEndedNoLonger() {
        for (int i = 0; i < 1_000; i++) {
            store.put("a", "k" + i, "v", LIFE);
        }
        store.put("a", "long", "v", LIFE.multipliedBy(3));
        clock.advance(LIFE);
        assertThat(store.size("a")).isEqualTo(1);
    }

    @Test
    void forgetsEverythingWhenItIsClosed() {
        List<String> heard = new ArrayList<>();
        store.put("a", "k", "v", LIFE);
        store.subscribe("news", heard::add);
        Lease lease = store.lease("work", LIFE).orElseThrow();
        store.close();
        store.publish("news", "first");
        lease.close();
        assertThat(store.get("a", "k")).isEmpty();
        assertThat(heard).isEmpty();
    }
}
