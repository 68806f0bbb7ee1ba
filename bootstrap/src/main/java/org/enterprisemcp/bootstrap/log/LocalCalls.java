package org.enterprisemcp.bootstrap.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.AttemptSpan;
import org.enterprisemcp.domain.port.AttemptStart;
import org.enterprisemcp.domain.port.CallObserver;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.port.CallOrigin;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.record.RecordType;

/**
 * Tells of the tool calls that never came as far as the upstream, so that each call has its line: those that were refused before,
 * and those of tools that need nobody else.
 */
public final class LocalCalls implements RequestObserver {

    /** Stands for a tool that there is not; what a client may have written there is nobody's business. */
    private static final String UNKNOWN = "unknown";

    private final CallObserver observer;
    private final Clock clock;

    /** @param observer who is told; of all other calls it hears by itself */
    public LocalCalls(CallObserver observer, Clock clock) {
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public RequestSpan began(RequestStart request) {
        return request.method().equals(RequestStart.TOOL_CALL)
                ? new Call(request, clock.instant())
                : RequestSpan.none();
    }

    private final class Call implements RequestSpan {

        private final RequestStart start;
        private final Instant begin;
        private volatile boolean called;
        private volatile boolean mistake;
        private volatile Optional<ErrorCode> failure = Optional.empty();

        Call(RequestStart start, Instant begin) {
            this.start = start;
            this.begin = begin;
        }

        @Override
        public Optional<String> traceId() {
            return Optional.empty();
        }

        @Override
        public AttemptSpan attempt(AttemptStart attempt) {
            return AttemptSpan.none();
        }

        @Override
        public void called(Observation call) {
            called = true;
        }

        @Override
        public void failed(Optional<ErrorCode> code) {
            failure = code;
            mistake = code.isEmpty();
        }

        @Override
        public void ended(End end) {
            switch (end.outcome()) {
                case ANSWERED -> {
                    // A mistake of this server has an event of its own.
                    if (!called && !mistake) {
                        tell(failure);
                    }
                }
                case REFUSED -> {
                    if (!called && end.code().isPresent()) {
                        tell(end.code());
                    }
                }
                case CONTINUED, CANCELLED -> {
                    // It is not over, or nobody waits for it.
                }
            }
        }

        private void tell(Optional<ErrorCode> code) {
            CallOrigin origin = new CallOrigin(
                    start.recordType().map(RecordType::new),
                    Optional.of(start.era()),
                    start.parent().map(RequestStart.TraceParent::traceId));
            observer.observed(new Observation(
                    start.tool().orElse(UNKNOWN),
                    start.caller(),
                    Optional.empty(),
                    code,
                    CallFacts.none(),
                    Duration.between(begin, clock.instant()),
                    origin));
        }
    }
}
