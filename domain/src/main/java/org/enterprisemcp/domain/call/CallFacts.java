package org.enterprisemcp.domain.call;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of the exchange with the upstream, whether it succeeded or failed.
 *
 * @param status the last status code that the upstream answered with; empty when no answer was received
 * @param attempts how many requests were tried, 0 when the call was refused before the first
 * @param operationId the upstream's own id of the exchange, where it names one
 */
public record CallFacts(OptionalInt status, int attempts, Optional<String> operationId) {

    private static final CallFacts NONE = new CallFacts(OptionalInt.empty(), 0, Optional.empty());

    public CallFacts {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(operationId, "operationId");
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts must not be negative: " + attempts);
        }
    }

    /** Nothing was sent. */
    public static CallFacts none() {
        return NONE;
    }

    /** The facts of an exchange that ended with an answer. */
    public static CallFacts answered(int status, int attempts) {
        return new CallFacts(OptionalInt.of(status), attempts, Optional.empty());
    }

    /** The facts of an exchange that ended without an answer. */
    public static CallFacts unanswered(int attempts) {
        return new CallFacts(OptionalInt.empty(), attempts, Optional.empty());
    }

    /** These facts after an earlier exchange of the same call: the attempts add up, the last status stays. */
    public CallFacts after(CallFacts earlier) {
        return new CallFacts(
                status.isPresent() ? status : earlier.status,
                attempts + earlier.attempts,
                operationId.or(() -> earlier.operationId));
    }
}
