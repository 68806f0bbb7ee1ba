package org.enterprisemcp.domain.port;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.token.Caller;

/** Sees every call once it is over, whatever its outcome: the place for logs and metrics. It must not throw. */
@FunctionalInterface
public interface CallObserver {

    /** Called once per call, on the calling thread. */
    void observed(Observation observation);

    /** Both see every call, this one first. */
    default CallObserver and(CallObserver next) {
        return call -> {
            observed(call);
            next.observed(call);
        };
    }

    /**
     * A call that is over.
     *
     * @param operation the use case: {@code create_record}
     * @param caller who called
     * @param target where it went, as {@link org.enterprisemcp.domain.target.Target#label()}; empty when it was refused before
     * @param failure the code of the failure; empty on success
     * @param facts status, attempts and operation id
     * @param elapsed how long it took in all
     * @param origin where it came from, beside the caller
     */
    record Observation(
            String operation,
            Caller caller,
            Optional<String> target,
            Optional<ErrorCode> failure,
            CallFacts facts,
            Duration elapsed,
            CallOrigin origin) {

        public Observation {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(facts, "facts");
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(origin, "origin");
        }

        /** From where nobody knows. */
        public Observation(
                String operation,
                Caller caller,
                Optional<String> target,
                Optional<ErrorCode> failure,
                CallFacts facts,
                Duration elapsed) {
            this(operation, caller, target, failure, facts, elapsed, CallOrigin.unknown());
        }
    }
}
