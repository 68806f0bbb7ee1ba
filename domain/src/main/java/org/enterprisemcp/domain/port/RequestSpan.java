package org.enterprisemcp.domain.port;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.enterprisemcp.domain.error.ErrorCode;

/** A request that somebody observes, for the thread that works on it. It travels as a value; nothing of it is kept in a thread. */
public interface RequestSpan {

    /** The trace under which this is recorded, 32 lower case hexadecimal digits; empty where nothing is. */
    Optional<String> traceId();

    /** A request to the upstream is about to be sent. */
    AttemptSpan attempt(AttemptStart attempt);

    /** A call to the upstream is over, whatever its outcome. */
    void called(CallObserver.Observation call);

    /**
     * The result will tell of a failure.
     *
     * @param code which; empty for a mistake of this server
     */
    void failed(Optional<ErrorCode> code);

    /** The request is answered, or will not be. Called once. */
    void ended(End end);

    /** Both see it, this one first. The trace is that of the first which has one. */
    default RequestSpan and(RequestSpan next) {
        RequestSpan first = this;
        return new RequestSpan() {
            @Override
            public Optional<String> traceId() {
                return first.traceId().or(next::traceId);
            }

            @Override
            public AttemptSpan attempt(AttemptStart attempt) {
                return first.attempt(attempt).and(next.attempt(attempt));
            }

            @Override
            public void called(CallObserver.Observation call) {
                first.called(call);
                next.called(call);
            }

            @Override
            public void failed(Optional<ErrorCode> code) {
                first.failed(code);
                next.failed(code);
            }

            @Override
            public void ended(End end) {
                first.ended(end);
                next.ended(end);
            }
        };
    }

    /** Nobody looks. */
    static RequestSpan none() {
        return Unobserved.REQUEST;
    }

    /** The request of nobody's interest. */
    enum Unobserved implements RequestSpan {
        REQUEST;

        @Override
        public Optional<String> traceId() {
            return Optional.empty();
        }

        @Override
        public AttemptSpan attempt(AttemptStart attempt) {
            return AttemptSpan.none();
        }

        @Override
        public void called(CallObserver.Observation call) {
            // Nobody looks.
        }

        @Override
        public void failed(Optional<ErrorCode> code) {
            // Nobody looks.
        }

        @Override
        public void ended(End end) {
            // Nobody looks.
        }
    }

    /**
     * How a request ended.
     *
     * @param outcome in which way
     * @param rpcCode the code of the JSON-RPC error, where it was refused with one
     * @param code the failure that this is in the words of this server, where it has one
     */
    record End(Outcome outcome, OptionalInt rpcCode, Optional<ErrorCode> code) {

        private static final End ANSWERED = new End(Outcome.ANSWERED, OptionalInt.empty(), Optional.empty());
        private static final End CONTINUED = new End(Outcome.CONTINUED, OptionalInt.empty(), Optional.empty());
        private static final End CANCELLED = new End(Outcome.CANCELLED, OptionalInt.empty(), Optional.empty());

        public End {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(rpcCode, "rpcCode");
            Objects.requireNonNull(code, "code");
        }

        /** With a result. */
        public static End answered() {
            return ANSWERED;
        }

        /** With a result that is not the last one: the client has to say something first, or to come back for a task. */
        public static End continued() {
            return CONTINUED;
        }

        /** The client does not want it any more. */
        public static End cancelled() {
            return CANCELLED;
        }

        /** With an error. */
        public static End refused(int rpcCode, Optional<ErrorCode> code) {
            return new End(Outcome.REFUSED, OptionalInt.of(rpcCode), code);
        }
    }

    /** In which way a request ended. */
    enum Outcome {
        ANSWERED,
        CONTINUED,
        CANCELLED,
        REFUSED
    }
}
