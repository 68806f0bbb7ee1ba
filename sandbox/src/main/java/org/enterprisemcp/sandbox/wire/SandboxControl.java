package org.enterprisemcp.sandbox.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What a test does to the sandbox, and what it asks it: faults, slots, the journal of requests, the time, a fresh start. */
public final class SandboxControl {

    private static final int JOURNAL = 10_000;

    private final SandboxClock clock;
    private final Runnable freshStart;
    private final Slots slots = new Slots();
    private final List<FaultRule> rules = new ArrayList<>();
    private final Deque<JournalEntry> journal = new ArrayDeque<>();

    /**
     * The control of a sandbox.
     *
     * @param clock the sandbox's time
     * @param freshStart throws all records away and writes the first ones again
     */
    public SandboxControl(SandboxClock clock, Runnable freshStart) {
        this.clock = clock;
        this.freshStart = freshStart;
    }

    /** Lets this go wrong from now on. Of several faults that befall a request the first one counts. */
    public synchronized void inject(Fault fault) {
        rules.add(new FaultRule(fault));
    }

    /** Lets nothing go wrong any more, and gives slots to all. */
    public synchronized void heal() {
        rules.clear();
        slots.limit(Integer.MAX_VALUE);
    }

    /**
     * Lets each account have so many requests under way at once from now on; the next one is refused with 429.
     *
     * @param perAccount 0 refuses everything
     */
    public void limitConcurrency(int perAccount) {
        if (perAccount < 0) {
            throw new IllegalArgumentException("slots must be 0 or more");
        }
        slots.limit(perAccount);
    }

    /** The requests so far, oldest first; at most the last 10,000. */
    public synchronized List<JournalEntry> journal() {
        return List.copyOf(journal);
    }

    /** Forgets the requests so far. */
    public synchronized void clearJournal() {
        journal.clear();
    }

    /** Moves the sandbox's time on. */
    public void advance(Duration step) {
        clock.advance(step);
    }

    /** The sandbox's time. */
    public Instant now() {
        return clock.instant();
    }

    /** Throws all records away and writes the first ones again; faults, journal and the moved time are gone too. */
    public synchronized void reset() {
        heal();
        clearJournal();
        clock.reset();
        freshStart.run();
    }

    Slots slots() {
        return slots;
    }

    /** The faults that may still happen. */
    synchronized List<FaultRule> rules() {
        return List.copyOf(rules);
    }

    synchronized void note(Request request, Face.Place place) {
        journal.addLast(JournalEntry.of(request, place, clock.instant()));
        if (journal.size() > JOURNAL) {
            journal.removeFirst();
        }
    }

    /** The fault that befalls this request, used up by one. */
    synchronized Optional<Fault> next(Request request, Face.Place place) {
        for (Iterator<FaultRule> each = rules.iterator(); each.hasNext(); ) {
            FaultRule rule = each.next();
            if (rule.strikes(request.method(), place)) {
                if (rule.left() == 0) {
                    each.remove();
                }
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }
}
