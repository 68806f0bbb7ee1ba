package org.enterprisemcp.upstream.rest;

import java.time.Duration;
import java.util.Optional;
import org.enterprisemcp.domain.error.McpServerException;

/** What one attempt came to. */
sealed interface Verdict {

    /** It succeeded. */
    record Done(RestAnswer answer) implements Verdict {}

    /**
     * It failed.
     *
     * @param failureClass what that says about the request
     * @param health what it says about the upstream
     * @param repeat whether it may be worth another attempt
     * @param failure the failure, should it be the last
     * @param retryAfter the wait that the upstream asks for
     * @param answer what it answered, where it did
     */
    record Failed(
            FailureClass failureClass,
            Health health,
            boolean repeat,
            McpServerException failure,
            Optional<Duration> retryAfter,
            Optional<RestAnswer> answer)
            implements Verdict {

        static Failed forGood(FailureClass failureClass, Health health, McpServerException failure) {
            return new Failed(failureClass, health, false, failure, Optional.empty(), Optional.empty());
        }

        static Failed forNow(FailureClass failureClass, McpServerException failure) {
            return new Failed(failureClass, Health.UNHEALTHY, true, failure, Optional.empty(), Optional.empty());
        }

        /** Ended by our own doing. */
        static Failed byUs(FailureClass failureClass, McpServerException failure) {
            return forGood(failureClass, Health.UNKNOWN, failure);
        }
    }

    /** What an attempt tells the breaker. */
    enum Health {
        HEALTHY,
        UNHEALTHY,
        UNKNOWN
    }
}
