package org.enterprisemcp.oauth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.StateStore.Entry;
import org.enterprisemcp.domain.port.StateStore.Lease;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.contract.StateStoreContract;
import org.enterprisemcp.testkit.contract.StateStoreRacesContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SealedStoreTest {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String OLD = "old:" + KeyRing.generate();
    private static final String NEW = "new:" + KeyRing.generate();

    private final MutableClock clock = new MutableClock();
    private final FakeStateStore raw = new FakeStateStore(clock);
    private final StateStore before = store(OLD);
    private final StateStore rotated = store(NEW + "," + OLD);
    private final StateStore after = store(NEW);

    @Nested
    class Contract extends StateStoreContract {
        @Override
        protected StateStore store() {
            return before;
        }

        @Override
        protected void letPass(Duration time) {
            clock.advance(time);
        }
    }

    /** Two replicas in the middle of a rotation: the same keys, in another order. */
    @Nested
    class ContractWhileAKeyIsReplaced extends StateStoreContract {
        @Override
        protected StateStore store() {
            return rotated;
        }

        @Override
        protected StateStore replica() {
            return SealedStoreTest.this.store(OLD + "," + NEW);
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
            return rotated;
        }
    }

    @Test
    void takesTwoValuesThatWereSwappedForAbsent() {
        before.put("vault", "ann", "token of ann", LIFE);
        before.put("vault", "bob", "token of bob", LIFE);
        before.put("codes", "ann", "code of ann", LIFE);
        List<String> keys = List.copyOf(raw.contents("vault").keySet());
        String first = rawValue("vault", keys.get(0));
        raw.put("vault", keys.get(0), rawValue("vault", keys.get(1)), LIFE);
        raw.put("vault", keys.get(1), first, LIFE);
        assertThat(before.get("vault", "ann")).isEmpty();
        assertThat(before.getAndDelete("vault", "bob")).isEmpty();
        assertThat(before.get("codes", "ann").map(Entry::value)).contains("code of ann");
    }

    @Test
    void takesAValueOfAnotherSpaceForAbsent() {
        before.put("a", "k", "v", LIFE);
        String key = raw.contents("a").keySet().iterator().next();
        raw.put("b", key, rawValue("a", key), LIFE);
        assertThat(before.get("b", "k")).isEmpty();
    }

    @Test
    void takesAValueOfAnotherKeyForAbsentAndPutsItsOwnInItsPlace() {
        before.put("a", "k", "v", LIFE);
        String key = raw.contents("a").keySet().iterator().next();
        raw.put("a", key, "forged", LIFE);
        assertThat(before.get("a", "k")).isEmpty();
        assertThat(before.compareAndSet("a", "k", StateStore.ABSENT, "w", LIFE)).isTrue();
        assertThat(before.get("a", "k").map(Entry::value)).contains("w");
        assertThat(after.get("a", "k")).isEmpty();
    }

    @Test
    void neverWritesAKeyOrAValueThatCanBeRead() {
        List<String> published = new ArrayList<>();
        raw.subscribe("news", published::add);
        before.put("codes", "secret-key", "secret-value", LIFE);
        before.compareAndSet("grants", "secret-key", StateStore.ABSENT, "secret-value", LIFE);
        before.publish("news", "secret-message");
        assertThat(before.lease("secret-name", LIFE)).isPresent();
        assertThat(raw.lease("secret-name", LIFE))
                .as("the lease has another name")
                .isPresent();
        assertThat(raw.spaces()).containsExactly("codes", "grants");
        assertThat(raw.spaces().stream()
                        .flatMap(space -> raw.contents(space).entrySet().stream())
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())))
                .hasSize(4)
                .noneMatch(text -> text.contains("secret"));
        assertThat(raw.contents("codes").keySet())
                .as("the same key elsewhere looks different")
                .doesNotContainAnyElementsOf(raw.contents("grants").keySet());
        assertThat(published).hasSize(1).noneMatch(text -> text.contains("secret"));
    }

    @Test
    void hearsNothingThatSomebodyElsePublished() {
        List<String> heard = new ArrayList<>();
        before.subscribe("news", heard::add);
        raw.publish("news", "forged");
        after.publish("news", "of another key");
        before.publish("news", "ours");
        rotated.publish("news", "of a key that is not here yet");
        assertThat(heard).containsExactly("ours");
    }

    @Test
    void movesWhatStandsUnderAnOlderKeyAndKeepsItsLife() {
        before.put("grants", "g", "grant", LIFE);
        clock.advance(LIFE.dividedBy(2));
        assertThat(rotated.get("grants", "g"))
                .hasValueSatisfying(entry -> assertThat(entry.value()).isEqualTo("grant"))
                .hasValueSatisfying(entry -> assertThat(entry.remaining()).isEqualTo(LIFE.dividedBy(2)));
        assertThat(raw.size("grants")).isEqualTo(1);
        assertThat(after.get("grants", "g").map(Entry::value)).contains("grant");
        assertThat(before.get("grants", "g")).isEmpty();
    }

    @Test
    void changesWhatStandsUnderAnOlderKey() {
        before.put("a", "put", "v", LIFE);
        before.put("a", "set", "v", LIFE);
        before.put("a", "gone", "v", LIFE);
        before.put("a", "taken", "v", LIFE);
        rotated.put("a", "put", "w", LIFE);
        assertThat(rotated.compareAndSet("a", "set", StateStore.ABSENT, "w", LIFE))
                .isFalse();
        long version = rotated.get("a", "set").orElseThrow().version();
        assertThat(rotated.compareAndSet("a", "set", version, "w", LIFE)).isTrue();
        rotated.delete("a", "gone");
        assertThat(rotated.getAndDelete("a", "taken")).contains("v");
        assertThat(rotated.getAndDelete("a", "taken")).isEmpty();
        assertThat(after.get("a", "put").map(Entry::value)).contains("w");
        assertThat(after.get("a", "set").map(Entry::value)).contains("w");
        assertThat(raw.size("a")).isEqualTo(2);
    }

    @Test
    void givesACodeUnderAnOlderKeyToOneOfManyOfTwoReplicas() throws Exception {
        before.put("codes", "code", "grant", LIFE);
        StateStore replica = store(OLD + "," + NEW);
        List<Callable<Optional<String>>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tasks.add(() -> rotated.getAndDelete("codes", "code"));
            tasks.add(() -> {
                replica.get("codes", "code");
                return replica.getAndDelete("codes", "code");
            });
        }
        int winners = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<String>> result : threads.invokeAll(tasks)) {
                winners += result.get().isPresent() ? 1 : 0;
            }
        }
        assertThat(winners).isEqualTo(1);
        assertThat(raw.size("codes")).isZero();
    }

    @Test
    void sharesALeaseWithEveryRingThatHasAKeyInCommon() {
        Lease lease = rotated.lease("work", LIFE).orElseThrow();
        assertThat(before.lease("work", LIFE)).isEmpty();
        assertThat(after.lease("work", LIFE)).isEmpty();
        assertThat(store(OLD + "," + NEW).lease("work", LIFE)).isEmpty();
        lease.close();
        Lease old = before.lease("work", LIFE).orElseThrow();
        assertThat(rotated.lease("work", LIFE)).isEmpty();
        old.close();
        assertThat(rotated.lease("work", LIFE)).as("nothing is left behind").isPresent();
    }

    @Test
    void isUnavailableWhenTheStoreBehindItIs() {
        raw.goDown();
        assertThatThrownBy(() -> rotated.get("a", "k")).isInstanceOf(StateStore.Unavailable.class);
        raw.comeBack();
        rotated.put("a", "k", "v", LIFE);
        assertThat(rotated.get("a", "k")).isPresent();
    }

    private String rawValue(String space, String key) {
        return raw.get(space, key).orElseThrow().value();
    }

    private StateStore store(String ring) {
        return new SealedStore(raw, KeyRing.of(new Secret(ring)));
    }
}
