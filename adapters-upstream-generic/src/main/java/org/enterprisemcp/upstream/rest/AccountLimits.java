package org.enterprisemcp.upstream.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.domain.port.TargetLoad;

/** Everything that holds back the calls of one account at one upstream: the cooldown, the slots and the breaker, in this order. */
final class AccountLimits {

    /** The longest that a call waits in line for its turn. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many calls may stand in line for each place; who comes later is better told at once. */
    static final int LINE_PER_PLACE = 20;

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Clock clock;
    private final int concurrency;
    private final Semaphore slots;
    private final AtomicInteger inLine = new AtomicInteger();
    private final RateGate gate;
    private final Cooldown cooldown;
    private final CircuitBreaker breaker;
    private final RetryBudget retries = new RetryBudget();
    private volatile Instant lastUse;

    AccountLimits(int concurrency, Duration step, Clock clock) {
        this.clock = clock;
        this.concurrency = concurrency;
        this.slots = new Semaphore(concurrency, true);
        this.gate = new RateGate(step, clock);
        this.cooldown = new Cooldown(clock);
        this.breaker = new CircuitBreaker(clock);
        this.lastUse = clock.instant();
    }

    RetryBudget retries() {
        return retries;
    }

    RateGate gate() {
        return gate;
    }

    Cooldown cooldown() {
        return cooldown;
    }

    /**
     * Lets one attempt in, or says why not and when to come back.
     *
     * @param rest how long the whole call may still take
     */
    Entry enter(Duration rest) throws InterruptedException {
        lastUse = clock.instant();
        Optional<Duration> closed = cooldown.closedFor();
        if (closed.isPresent()) {
            return new Entry.Refused(
                    "The upstream asked for a pause between calls, which is not over yet.", closed.get());
        }
        if (!takesPlace(rest.compareTo(PATIENCE) < 0 ? rest : PATIENCE)) {
            return new Entry.Refused("All " + concurrency + " places for calls to this account are taken.", COME_BACK);
        }
        return switch (breaker.admit()) {
            case CircuitBreaker.Admission.Pass pass -> new Turn(pass);
            case CircuitBreaker.Admission.Refused refused -> {
                slots.release();
                yield new Entry.Refused(
                        "The upstream has been failing, so calls are held back for a moment.", refused.retryAfter());
            }
        };
    }

    private boolean takesPlace(Duration patience) throws InterruptedException {
        // A call that finds a place passes the line, too, so the line is one round longer than those who wait.
        boolean lineIsFull = inLine.getAndIncrement() >= concurrency * (1 + LINE_PER_PLACE);
        try {
            return !lineIsFull && slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            inLine.decrementAndGet();
        }
    }

    /** How many calls look for a place at this moment. */
    int inLine() {
        return inLine.get();
    }

    LimitsReport report() {
        return new LimitsReport(
                concurrency, concurrency - slots.availablePermits(), cooldown.closedFor(), !breaker.isClosed());
    }

    /** The same for whoever watches the whole server. */
    TargetLoad load(String target) {
        return new TargetLoad(
                target,
                concurrency,
                concurrency - slots.availablePermits(),
                slots.getQueueLength(),
                cooldown.closedFor(),
                !breaker.isClosed());
    }

    /** Whether forgetting these limits now would lose nothing that matters. */
    boolean isIdleSince(Instant time) {
        return lastUse.isBefore(time)
                && slots.availablePermits() == concurrency
                && breaker.isClosed()
                && cooldown.closedFor().isEmpty();
    }

    /** What became of the wish to make an attempt. */
    sealed interface Entry permits Entry.Refused, Turn {

        /** Not let in; nothing was sent. */
        record Refused(String why, Duration retryAfter) implements Entry {}
    }

    /** A place taken by one attempt. An attempt that reports nothing before it closes says nothing about the upstream. */
    final class Turn implements Entry, AutoCloseable {
        private final CircuitBreaker.Admission.Pass pass;
        private boolean reported;

        private Turn(CircuitBreaker.Admission.Pass pass) {
            this.pass = pass;
        }

        /** The upstream is healthy: it answered, if only to refuse. */
        void healthy() {
            reported = true;
            breaker.succeeded(pass);
        }

        /** The upstream is not healthy. */
        void unhealthy() {
            reported = true;
            breaker.failed(pass);
        }

        @Override
        public void close() {
            if (!reported) {
                breaker.cancelled(pass);
            }
            slots.release();
        }
    }
}
