package org.enterprisemcp.upstream.rest;

import java.time.Duration;
import java.util.Optional;

/** How one upstream words its refusals. */
@FunctionalInterface
public interface Dialect {

    /** Understands an answer whose status is not among the request's successes, or that {@link #isRefusal}. It must not throw. */
    Refusal understand(RestAnswer answer, RestRequest request);

    /**
     * Whether an answer below 400 is a refusal nevertheless: an error inside a 200, a status that says that several records were
     * meant. It must not throw.
     */
    default boolean isRefusal(RestAnswer answer, RestRequest request) {
        return false;
    }

    /**
     * The wait that a refusal asks for, where it does so by other means than the usual header {@code Retry-After}; empty otherwise.
     * It must not throw.
     */
    default Optional<Duration> wait(RestAnswer answer, Refusal refusal) {
        return Optional.empty();
    }
}
