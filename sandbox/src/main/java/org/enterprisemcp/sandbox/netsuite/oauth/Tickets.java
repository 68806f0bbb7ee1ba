package org.enterprisemcp.sandbox.netsuite.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What waits for somebody who comes back with a ticket: unfinished logins, codes, refresh tokens. The number is bounded; the
 * oldest goes first.
 *
 * @param <V> what a ticket stands for
 */
final class Tickets<V> {

    private final Clock clock;
    private final int most;
    private final Map<String, Waiting<V>> waiting = new LinkedHashMap<>();

    private record Waiting<V>(V value, Instant until) {}

    Tickets(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** A new ticket for this value. */
    synchronized String issue(V value, Duration life) {
        String ticket = Unguessable.hex();
        put(ticket, value, life);
        return ticket;
    }

    /** Lets this ticket stand for this value from now on. */
    synchronized void put(String ticket, V value, Duration life) {
        waiting.put(ticket, new Waiting<>(value, clock.instant().plus(life)));
        if (waiting.size() > most) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** What the ticket stands for, unless it is unknown or has run out. */
    synchronized Optional<V> see(String ticket) {
        return Optional.ofNullable(waiting.get(ticket))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Waiting::value);
    }

    /** The same, and the ticket is gone. Of two callers one gets it. */
    synchronized Optional<V> take(String ticket) {
        Optional<V> found = see(ticket);
        waiting.remove(ticket);
        return found;
    }
}
