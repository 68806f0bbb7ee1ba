package org.enterprisemcp.bootstrap;

import java.time.Duration;

/**
 * How the process ends when it is told to: in order where that works, and in any case before the platform loses patience. A
 * second signal changes nothing; the machine runs its hooks once.
 */
final class OrderlyStop {

    /** Platforms expect the process to be gone after 25 s; what still hangs then is not worth a kill. */
    private static final Duration LONGEST = Duration.ofSeconds(24);

    private OrderlyStop() {}

    /** Does this when the process is told to stop, then ends it with 0. */
    static void onSignal(Runnable end) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            within(LONGEST, end);
            Runtime.getRuntime().halt(0);
        }));
    }

    /**
     * Does something that may hang.
     *
     * @return whether it came to an end in time
     */
    static boolean within(Duration atMost, Runnable end) {
        try {
            return Thread.ofPlatform().daemon().start(end).join(atMost);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
