package org.enterprisemcp.sandbox.wire;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** What a test does to the sandbox, and what it asks it: faults, the journal of requests, a fresh start. */
public final class SandboxControl {

    private static final int JOURNAL = 10_000;

    /**
     * A request that came in; neither its credential nor its body is kept.
     *
     * @param method the HTTP method
     * @param path the path without the query
     * @param at when it came
     */
    public record Entry(String method, String path, Instant at) {}

    private final Clock clock;
    private final Runnable freshStart;
    private final List<Fault> faults = new ArrayList<>();
    private final Deque<Entry> journal = new ArrayDeque<>();

    /** @param freshStart throws all records away and writes the first ones again */
    public SandboxControl(Clock clock, Runnable freshStart) {
        this.clock = clock;
        this.freshStart = freshStart;
    }

    /** Lets this go wrong from now on. */
    public synchronized void inject(Fault fault) {
        faults.add(fault);
    }

    /** Lets nothing go wrong any more. */
    public synchronized void heal() {
        faults.clear();
    }

    /** The requests so far, oldest first; at most the last 10,000. */
    public synchronized List<Entry> journal() {
        return List.copyOf(journal);
    }

    /** Forgets the requests so far. */
    public synchronized void clearJournal() {
        journal.clear();
    }

    /** Throws all records away and writes the first ones again; faults and journal are gone too. */
    public synchronized void reset() {
        heal();
        clearJournal();
        freshStart.run();
    }

    synchronized void note(String method, String path) {
        journal.addLast(new Entry(method, path, clock.instant()));
        if (journal.size() > JOURNAL) {
            journal.removeFirst();
        }
    }

    /** The fault that befalls this request, used up by one. */
    synchronized Optional<Fault> next(String method, String path) {
        ListIterator<Fault> each = faults.listIterator();
        while (each.hasNext()) {
            Fault fault = each.next();
            if (fault.befalls(method, path)) {
                if (fault.times() > 1) {
                    each.set(fault.onceLess());
                } else {
                    each.remove();
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
