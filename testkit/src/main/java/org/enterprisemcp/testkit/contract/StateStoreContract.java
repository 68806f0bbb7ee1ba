package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.StateStore.Entry;
import org.enterprisemcp.domain.port.StateStore.Lease;
import org.junit.jupiter.api.Test;

/** What every {@link StateStore} keeps. Several at once are in {@link StateStoreRacesContract}. */
public abstract class StateStoreContract {

    /** How long most values live here. */
    private static final Duration LIFE = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final long PATIENCE_SECONDS = 10;

    /** The store under test; it is empty when a test begins. */
    protected abstract StateStore store();

    /** The same state as another replica sees it; the store itself where there can be no other. */
    protected StateStore replica() {
        return store();
    }

    /** Lets the store's time pass. */
    protected abstract void letPass(Duration time);

    private String value(String space, String key) {
        return store().get(space, key).map(Entry::value).orElse("nothing");
    }

    private long version(String key) {
        return store().get("a", key).map(Entry::version).orElse(StateStore.ABSENT);
    }

    @Test
    public void hasNothingUnderAKeyThatNobodyUsed() {
        assertEquals(Optional.empty(), store().get("a", "k"));
        assertEquals(Optional.empty(), store().getAndDelete("a", "k"));
        assertEquals(0, store().size("a"));
        store().delete("a", "k");
    }

    @Test
    public void keepsAValueForEveryReplica() {
        store().put("a", "k", "naïve ✓ \u0000 value", LONG);
        assertEquals("naïve ✓ \u0000 value", value("a", "k"));
        assertEquals(
                "naïve ✓ \u0000 value", replica().get("a", "k").orElseThrow().value());
    }

    @Test
    public void putsAValueOverWhateverStoodThere() {
        store().put("a", "k", "old", LONG);
        store().put("a", "k", "new", LONG);
        assertEquals("new", value("a", "k"));
        assertEquals(1, store().size("a"));
    }

    @Test
    public void doesNotMixSpaces() {
        store().put("a", "k", "of a", LONG);
        store().put("ab", "k", "of ab", LONG);
        assertEquals("of a", value("a", "k"));
        assertEquals("of ab", value("ab", "k"));
        assertEquals("nothing", value("", "ak"));
        store().delete("a", "k");
        assertEquals("of ab", value("ab", "k"));
        assertEquals(0, store().size("a"));
        assertEquals(1, store().size("ab"));
    }

    @Test
    public void endsAValueByItself() {
        store().put("a", "k", "v", LIFE);
        letPass(LIFE.dividedBy(2));
        assertEquals("v", value("a", "k"));
        letPass(LIFE);
        assertEquals("nothing", value("a", "k"));
        assertEquals(Optional.empty(), store().getAndDelete("a", "k"));
        assertEquals(0, store().size("a"));
    }

    @Test
    public void countsALifeFromTheLastChange() {
        store().put("a", "put", "v", LIFE);
        store().put("a", "set", "v", LIFE);
        store().put("a", "put", "w", LONG);
        assertTrue(store().compareAndSet("a", "set", version("set"), "w", LONG));
        letPass(LIFE.multipliedBy(2));
        assertEquals("w", value("a", "put"));
        assertEquals("w", value("a", "set"));
    }

    @Test
    public void tellsHowLongAValueStillStands() {
        store().put("a", "k", "v", LIFE);
        letPass(LIFE.dividedBy(2));
        Duration remaining = store().get("a", "k").orElseThrow().remaining();
        assertTrue(remaining.compareTo(Duration.ZERO) > 0, "more than nothing: " + remaining);
        assertTrue(remaining.compareTo(LIFE) < 0, "less than the whole life: " + remaining);
    }

    @Test
    public void givesEveryChangeAHigherVersion() {
        store().put("a", "k", "one", LONG);
        long first = version("k");
        assertNotEquals(StateStore.ABSENT, first);
        assertEquals(first, version("k"), "reading changes nothing");
        store().put("a", "k", "one", LONG);
        long second = version("k");
        assertTrue(second > first, "a put of the same value is a change");
        assertTrue(store().compareAndSet("a", "k", second, "two", LONG));
        assertTrue(version("k") > second, "so is a compare-and-set");
    }

    @Test
    public void doesNotTakeAValueThatCameBackForTheOldOne() {
        store().put("a", "k", "v", LONG);
        long before = version("k");
        store().delete("a", "k");
        store().put("a", "k", "v", LONG);
        assertNotEquals(before, version("k"));
        assertFalse(store().compareAndSet("a", "k", before, "w", LONG));
        assertEquals("v", value("a", "k"));
    }

    @Test
    public void setsNothingWhenSomebodyChangedItInBetween() {
        store().put("a", "k", "one", LONG);
        long read = version("k");
        replica().put("a", "k", "two", LONG);
        assertFalse(store().compareAndSet("a", "k", read, "three", LONG));
        assertEquals("two", value("a", "k"));
    }

    @Test
    public void setsNothingWhereNothingStandsAnyMore() {
        store().put("a", "k", "v", LONG);
        long read = version("k");
        store().delete("a", "k");
        assertFalse(store().compareAndSet("a", "k", read, "w", LONG));
        store().put("a", "short", "v", LIFE);
        long ended = version("short");
        letPass(LIFE.multipliedBy(2));
        assertFalse(store().compareAndSet("a", "short", ended, "w", LONG));
        assertEquals("nothing", value("a", "k"));
        assertEquals("nothing", value("a", "short"));
    }

    @Test
    public void setsAnAbsentValueOnlyWhereNothingStands() {
        assertTrue(store().compareAndSet("a", "k", StateStore.ABSENT, "first", LIFE));
        assertFalse(store().compareAndSet("a", "k", StateStore.ABSENT, "second", LONG));
        assertEquals("first", value("a", "k"));
        letPass(LIFE.multipliedBy(2));
        assertTrue(store().compareAndSet("a", "k", StateStore.ABSENT, "third", LONG), "after the end of the first");
        assertEquals("third", value("a", "k"));
    }

    @Test
    public void takesAValueAwayOnce() {
        store().put("a", "k", "v", LONG);
        assertEquals(Optional.of("v"), store().getAndDelete("a", "k"));
        assertEquals(Optional.empty(), replica().getAndDelete("a", "k"));
        assertEquals("nothing", value("a", "k"));
    }

    @Test
    public void removesAValue() {
        store().put("a", "k", "v", LONG);
        store().put("a", "other", "v", LONG);
        store().delete("a", "k");
        store().delete("a", "k");
        assertEquals("nothing", value("a", "k"));
        assertEquals("v", value("a", "other"));
    }

    @Test
    public void givesALeaseToOneAtATime() {
        Lease lease = store().lease("work", LONG).orElseThrow();
        assertEquals(Optional.empty(), store().lease("work", LONG));
        assertEquals(Optional.empty(), replica().lease("work", LONG));
        assertTrue(store().lease("other work", LONG).isPresent());
        lease.close();
        assertTrue(replica().lease("work", LONG).isPresent());
    }

    @Test
    public void endsALeaseWhoseHolderVanished() {
        Lease lost = store().lease("work", LIFE).orElseThrow();
        letPass(LIFE.multipliedBy(2));
        Lease next = replica().lease("work", LONG).orElseThrow();
        lost.close();
        assertEquals(Optional.empty(), store().lease("work", LONG), "whoever comes late takes nothing away");
        next.close();
        next.close();
        assertTrue(store().lease("work", LONG).isPresent());
    }

    @Test
    public void doesNotMixLeasesWithValues() {
        store().put("a", "work", "v", LONG);
        assertTrue(store().lease("work", LONG).isPresent());
        assertEquals("v", value("a", "work"));
    }

    @Test
    public void tellsAllSubscribersOfAChannel() throws InterruptedException {
        BlockingQueue<String> one = new LinkedBlockingQueue<>();
        BlockingQueue<String> two = new LinkedBlockingQueue<>();
        BlockingQueue<String> there = new LinkedBlockingQueue<>();
        BlockingQueue<String> elsewhere = new LinkedBlockingQueue<>();
        store().publish("news", "before anybody listened");
        store().subscribe("news", one::add);
        store().subscribe("news", two::add);
        replica().subscribe("news", there::add);
        store().subscribe("other news", elsewhere::add);
        store().publish("news", "first");
        replica().publish("news", "second");
        for (BlockingQueue<String> heard : List.of(one, two, there)) {
            assertEquals("first", heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals("second", heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        store().publish("other news", "third");
        assertEquals("third", elsewhere.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    public void tellsHowManyValuesStandInASpace() {
        for (int i = 0; i < 10; i++) {
            store().put("a", "k" + i, "v", LONG);
        }
        store().getAndDelete("a", "k0");
        store().delete("a", "k1");
        assertEquals(8, store().size("a"));
    }
}
