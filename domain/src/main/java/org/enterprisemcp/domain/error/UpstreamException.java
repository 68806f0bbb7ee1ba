package org.enterprisemcp.domain.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;

/** The upstream could not be reached, refused the call, or failed while it worked on it. */
public abstract sealed class UpstreamException extends McpServerException {

    private UpstreamException(ErrorCode code, String safeMessage, String hint, CallFacts facts) {
        super(code, safeMessage, hint, facts);
    }

    /** No connection: it is certain that the upstream did not process the call. */
    public static final class Connection extends UpstreamException {
        public Connection(String safeMessage, CallFacts facts) {
            super(
                    ErrorCode.CONNECTION,
                    safeMessage,
                    "The upstream cannot be reached; nothing was changed. Try again later.",
                    facts);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** No answer in time, to a call that changes nothing. */
    public static final class Timeout extends UpstreamException {
        public Timeout(String safeMessage, CallFacts facts) {
            super(
                    ErrorCode.TIMEOUT,
                    safeMessage,
                    "Nothing was changed. Try again, or ask for less at once (a smaller limit, a narrower query).",
                    facts);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** Too many calls: the upstream's limit, or our own in front of it. Nothing was changed. */
    public static final class RateLimit extends UpstreamException {
        private final transient Optional<Duration> retryAfter;
        private final boolean retryable;

        public RateLimit(String safeMessage, Optional<Duration> retryAfter, CallFacts facts) {
            this(
                    safeMessage,
                    retryAfter
                            .map(wait -> "Nothing was changed. Wait " + secondsRoundedUp(wait) + " s, then try again.")
                            .orElse("Nothing was changed. Wait before the next try, and make fewer calls."),
                    retryAfter,
                    true,
                    facts);
        }

        private RateLimit(
                String safeMessage, String hint, Optional<Duration> retryAfter, boolean retryable, CallFacts facts) {
            super(ErrorCode.RATE_LIMIT, safeMessage, hint, facts);
            this.retryAfter = retryAfter;
            this.retryable = retryable;
        }

        /** A quota that is used up for so long that waiting within this conversation is of no use. */
        public static RateLimit exhausted(String safeMessage, CallFacts facts) {
            return new RateLimit(
                    safeMessage,
                    "Nothing was changed. The quota is used up, and the same call fails until it is renewed: tell the user.",
                    Optional.empty(),
                    false,
                    facts);
        }

        @Override
        public boolean retryable() {
            return retryable;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** The upstream knows no such endpoint, record type or query target. */
    public static final class NotFound extends UpstreamException {
        public NotFound(String safeMessage, CallFacts facts) {
            this(safeMessage, "Check the names of record types and fields.", facts);
        }

        /** @param hint what to do next, where the adapter knows better than in general */
        public NotFound(String safeMessage, String hint, CallFacts facts) {
            super(ErrorCode.NOT_FOUND, safeMessage, hint, facts);
        }
    }

    /** The upstream refuses the content of the call. */
    public static final class Validation extends UpstreamException {
        private final transient List<Violation> violations;

        /** @param violations the fields that the upstream names; empty where it names none */
        public Validation(String safeMessage, List<Violation> violations, CallFacts facts) {
            this(
                    safeMessage,
                    violations,
                    "Correct what is named, then call again. The same call would fail again.",
                    facts);
        }

        /** @param hint what to do next, where the adapter knows better than in general */
        public Validation(String safeMessage, List<Violation> violations, String hint, CallFacts facts) {
            super(ErrorCode.VALIDATION, safeMessage, hint, facts);
            this.violations = List.copyOf(violations);
        }

        /** The fields that the upstream names. */
        public List<Violation> violations() {
            return violations;
        }

        @Override
        public Map<String, Object> details() {
            return violations.isEmpty()
                    ? Map.of()
                    : Map.of(
                            "violations",
                            violations.stream().map(Violation::toMap).toList());
        }
    }

    /** The signed-in user may not do this, or the call aims where this server does not go. */
    public static final class Permission extends UpstreamException {
        private final Optional<String> field;

        public Permission(String safeMessage, CallFacts facts) {
            this(
                    safeMessage,
                    "The same call would fail again. Ask the administrator of the upstream for the permission.",
                    facts);
        }

        /** @param hint what to do next, where the adapter knows better than in general */
        public Permission(String safeMessage, String hint, CallFacts facts) {
            this(Optional.empty(), safeMessage, hint, facts);
        }

        private Permission(Optional<String> field, String safeMessage, String hint, CallFacts facts) {
            super(ErrorCode.PERMISSION, safeMessage, hint, facts);
            this.field = field;
        }

        /** A target that this server was not told to call; refused before anything was looked up or sent. */
        public static Permission targetRefused(String field, String safeMessage, String hint) {
            return new Permission(Optional.of(field), safeMessage, hint, CallFacts.none());
        }

        /** The argument that was refused, where one was. */
        public Optional<String> field() {
            return field;
        }

        @Override
        public Map<String, Object> details() {
            return field.<Map<String, Object>>map(name -> Map.of("field", name)).orElse(Map.of());
        }
    }

    /** The upstream failed, while it worked on a call that changes nothing or before it changed anything. */
    public static final class Server extends UpstreamException {
        public Server(String safeMessage, CallFacts facts) {
            this(safeMessage, "The upstream has a problem. Try again later.", facts);
        }

        /** @param hint what to do next, where the adapter knows better than in general */
        public Server(String safeMessage, String hint, CallFacts facts) {
            super(ErrorCode.SERVER, safeMessage, hint, facts);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** The record was changed by somebody else, or is locked. */
    public static final class Conflict extends UpstreamException {
        public Conflict(String safeMessage, CallFacts facts) {
            this(safeMessage, "Read the record again, decide anew, then repeat the change.", facts);
        }

        /** @param hint what to do next, where the adapter knows better than in general */
        public Conflict(String safeMessage, String hint, CallFacts facts) {
            super(ErrorCode.CONFLICT, safeMessage, hint, facts);
        }
    }

    /** A write that may or may not have happened. It was not repeated, and must not be repeated blindly. */
    public static final class OutcomeUnknown extends UpstreamException {
        /** @param howToFindOut how the caller can see whether the write happened */
        public OutcomeUnknown(String safeMessage, String howToFindOut, CallFacts facts) {
            super(ErrorCode.OUTCOME_UNKNOWN, safeMessage, howToFindOut, facts);
        }
    }
}
