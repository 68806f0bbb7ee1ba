package org.enterprisemcp.upstream.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Spares an upstream that keeps failing. It opens when at least half of the recent attempts failed, counted over at most the last
 * twenty of the last half minute and never on fewer than ten; after a pause one probe decides. Outcomes that say nothing about
 * the upstream's health are not reported to it, and those of a former state are not counted.
 */
final class CircuitBreaker {

    static final int WINDOW = 20;
    static final int LEAST_VOLUME = 10;
    static final Duration MEMORY = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Deque<Outcome> recent = new ArrayDeque<>(WINDOW);
    private Optional<Instant> openedAt = Optional.empty();
    private boolean probing;
    private long era;

    CircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Asks whether an attempt may go ahead; every pass must be handed back by exactly one of the three methods below. */
    synchronized Admission admit() {
        if (openedAt.isEmpty()) {
            return new Admission.Pass(era, false);
        }
        Duration open = Duration.between(openedAt.get(), clock.instant());
        if (open.compareTo(PAUSE) < 0) {
            return new Admission.Refused(PAUSE.minus(open));
        }
        if (probing) {
            return new Admission.Refused(PROBE_PATIENCE);
        }
        probing = true;
        return new Admission.Pass(era, true);
    }

    /** The upstream answered as a healthy one does, refusals included. */
    synchronized void succeeded(Admission.Pass pass) {
        if (pass.era() != era) {
            return;
        }
        if (pass.probe()) {
            openedAt = Optional.empty();
            enterNewEra();
        } else {
            remember(false);
        }
    }

    /** The upstream could not be reached, or failed. */
    synchronized void failed(Admission.Pass pass) {
        if (pass.era() != era) {
            return;
        }
        if (pass.probe()) {
            open();
        } else {
            remember(true);
            long failures = recent.stream().filter(Outcome::failure).count();
            if (recent.size() >= LEAST_VOLUME && failures * 2 >= recent.size()) {
                open();
            }
        }
    }

    /** The attempt ended by our own doing and says nothing; after a probe the next attempt is the probe. */
    synchronized void cancelled(Admission.Pass pass) {
        if (pass.era() == era && pass.probe()) {
            probing = false;
        }
    }

    synchronized boolean isClosed() {
        return openedAt.isEmpty();
    }

    private void remember(boolean failure) {
        Instant now = clock.instant();
        recent.addLast(new Outcome(now, failure));
        while (recent.size() > WINDOW || recent.getFirst().at().isBefore(now.minus(MEMORY))) {
            recent.removeFirst();
        }
    }

    private void open() {
        openedAt = Optional.of(clock.instant());
        enterNewEra();
    }

    private void enterNewEra() {
        recent.clear();
        probing = false;
        era++;
    }

    private record Outcome(Instant at, boolean failure) {}

    /** The breaker's word on one attempt. */
    sealed interface Admission {

        /** Go ahead. */
        record Pass(long era, boolean probe) implements Admission {}

        /** Not now. */
        record Refused(Duration retryAfter) implements Admission {}
    }
}
