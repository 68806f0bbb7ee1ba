package org.enterprisemcp.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.AttemptSpan;
import org.enterprisemcp.domain.port.AttemptStart;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;

/** Keeps everything that it observes of requests, and gives each attempt a header by which an upstream can tell it. */
public final class RecordingRequests implements RequestObserver {

    /** The header of an attempt; its value is the attempt's number. */
    public static final String HEADER = "X-Test-Attempt";

    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    @Override
    public RequestSpan began(RequestStart request) {
        Seen began = new Seen(request);
        seen.add(began);
        return began;
    }

    /** What was observed so far, in the order of the beginnings. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** One request. */
    public static final class Seen implements RequestSpan {

        private final RequestStart start;
        private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
        private final List<Observation> calls = new CopyOnWriteArrayList<>();
        private final List<Optional<ErrorCode>> failures = new CopyOnWriteArrayList<>();
        private final List<End> ends = new CopyOnWriteArrayList<>();

        private Seen(RequestStart start) {
            this.start = start;
        }

        /** How it began. */
        public RequestStart start() {
            return start;
        }

        /** What was sent upstream for it. */
        public List<Attempt> attempts() {
            return List.copyOf(attempts);
        }

        /** The calls of use cases that it made. */
        public List<Observation> calls() {
            return List.copyOf(calls);
        }

        /** The failures that its result tells of. */
        public List<Optional<ErrorCode>> failures() {
            return List.copyOf(failures);
        }

        /** Its ends, of which there should be one. */
        public List<End> ends() {
            return List.copyOf(ends);
        }

        @Override
        public Optional<String> traceId() {
            return Optional.empty();
        }

        @Override
        public AttemptSpan attempt(AttemptStart attempt) {
            Attempt began = new Attempt(attempt);
            attempts.add(began);
            return began;
        }

        @Override
        public void called(Observation call) {
            calls.add(call);
        }

        @Override
        public void failed(Optional<ErrorCode> code) {
            failures.add(code);
        }

        @Override
        public void ended(End end) {
            ends.add(end);
        }
    }

    /** One request to the upstream. */
    public static final class Attempt implements AttemptSpan {

        private final AttemptStart start;
        private final List<Result> ends = new CopyOnWriteArrayList<>();

        private Attempt(AttemptStart start) {
            this.start = start;
        }

        /** How it began. */
        public AttemptStart start() {
            return start;
        }

        /** Its ends, of which there should be one. */
        public List<Result> ends() {
            return List.copyOf(ends);
        }

        @Override
        public Map<String, String> headers() {
            return Map.of(HEADER, Integer.toString(start.number()));
        }

        @Override
        public void ended(Result result) {
            ends.add(result);
        }
    }
}
