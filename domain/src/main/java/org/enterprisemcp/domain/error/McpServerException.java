package org.enterprisemcp.domain.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;

/**
 * Every failure that this server names. Four sealed families, so that the edges translate them by exhaustive switches: a new
 * case does not compile until each edge has an answer for it.
 *
 * <p>The message is always safe to show: it holds no token, no secret and nothing of the upstream's that was not stripped.
 * Failures are ordinary outcomes here, hence no stack trace is recorded and none can leak.
 */
public abstract sealed class McpServerException extends RuntimeException
        permits ConfigurationException, AuthenticationException, UpstreamException, RecordException {

    private final ErrorCode code;
    private final String hint;
    private final transient CallFacts facts;

    McpServerException(ErrorCode code, String safeMessage, String hint, CallFacts facts) {
        super(Objects.requireNonNull(safeMessage, "safeMessage"), null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.hint = Objects.requireNonNull(hint, "hint");
        this.facts = Objects.requireNonNull(facts, "facts");
    }

    /** The stable name of this failure. */
    public final ErrorCode code() {
        return code;
    }

    /** What happened, in words that may reach a client. */
    public final String safeMessage() {
        return Objects.requireNonNullElse(getMessage(), code.name());
    }

    /** What the caller can do next. */
    public final String hint() {
        return hint;
    }

    /** What is known of the exchange with the upstream; {@link CallFacts#none()} where nothing was sent. */
    public final CallFacts facts() {
        return facts;
    }

    /** Whether the same call may succeed later without a change and without doing harm. */
    public boolean retryable() {
        return false;
    }

    /** How long to wait before the next try, where the upstream or our own limits say so. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Further safe data of this failure, by snake_case name; values are strings, numbers, booleans, lists and maps. */
    public Map<String, Object> details() {
        return Map.of();
    }

    /** The whole failure as plain data: {@code code, message, hint, retryable} and, where known, {@code details}. */
    public final Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", code.name());
        map.put("message", safeMessage());
        map.put("hint", hint);
        map.put("retryable", retryable());
        retryAfter().ifPresent(wait -> map.put("retry_after_seconds", secondsRoundedUp(wait)));
        if (!details().isEmpty()) {
            map.put("details", details());
        }
        return map;
    }

    /** The wait in whole seconds, never less than it is and never 0. */
    public static long secondsRoundedUp(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
