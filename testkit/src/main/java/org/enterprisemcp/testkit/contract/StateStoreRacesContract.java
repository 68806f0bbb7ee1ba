package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.StateStore.Entry;
import org.junit.jupiter.api.Test;

/** What a {@link StateStore} keeps when two hundred threads want the same thing at once. */
public abstract class StateStoreRacesContract {

    private static final int THREADS = 200;
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** The store under test; it is empty when a test begins. */
    protected abstract StateStore store();

    /** The same state as another replica sees it; the store itself where there can be no other. */
    protected StateStore replica() {
        return store();
    }

    private StateStore storeOf(int thread) {
        return thread % 2 == 0 ? store() : replica();
    }

    @Test
    public void givesAValueToOneOfManyWhoTakeItAway() throws Exception {
        store().put("codes", "code", "grant", LIFE);
        List<Optional<String>> taken = allAtOnce(thread -> storeOf(thread).getAndDelete("codes", "code"));
        assertEquals(
                List.of(Optional.of("grant")),
                taken.stream().filter(Optional::isPresent).toList());
    }

    @Test
    public void losesNoIncrement() throws Exception {
        allAtOnce(thread -> increment(storeOf(thread)));
        assertEquals(
                THREADS,
                Integer.parseInt(store().get("counters", "n").map(Entry::value).orElse("0")));
    }

    private static boolean increment(StateStore store) {
        boolean done = false;
        while (!done) {
            Optional<Entry> read = store.get("counters", "n");
            long version = read.map(Entry::version).orElse(StateStore.ABSENT);
            int next = read.map(Entry::value).map(Integer::parseInt).orElse(0) + 1;
            done = store.compareAndSet("counters", "n", version, String.valueOf(next), LIFE);
        }
        return true;
    }

    @Test
    public void letsOneOfManySetAnAbsentValue() throws Exception {
        List<Boolean> set = allAtOnce(
                thread -> storeOf(thread).compareAndSet("a", "k", StateStore.ABSENT, String.valueOf(thread), LIFE));
        assertEquals(1, set.stream().filter(Predicate.isEqual(true)).count(), "winners");
        assertEquals(
                String.valueOf(set.indexOf(true)),
                store().get("a", "k").orElseThrow().value(),
                "what the winner put");
    }

    @Test
    public void givesALeaseToOneOfMany() throws Exception {
        assertEquals(
                1,
                allAtOnce(thread -> storeOf(thread).lease("work", LIFE).isPresent()).stream()
                        .filter(Predicate.isEqual(true))
                        .count());
    }

    /** What a thread does. */
    private interface Work<T> {
        T of(int thread);
    }

    private static <T> List<T> allAtOnce(Work<T> work) throws Exception {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            tasks.add(() -> work.of(number));
        }
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }
}
