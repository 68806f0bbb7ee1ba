package org.enterprisemcp.upstream.rest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.error.Violation;

/**
 * An upstream's refusal, understood.
 *
 * @param kind what it means
 * @param repeat whether the same request may be sent again
 * @param message the upstream's own words, cleaned by {@link SafeText}; empty where it has none
 * @param violations the fields that it names
 * @param hint what to do next, where the dialect knows better than in general
 */
public record Refusal(
        OutcomeKind kind, Repeat repeat, String message, List<Violation> violations, Optional<String> hint) {

    public Refusal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(repeat, "repeat");
        Objects.requireNonNull(message, "message");
        violations = List.copyOf(violations);
        Objects.requireNonNull(hint, "hint");
    }

    /** A refusal of which only the usual can be said. */
    public Refusal(OutcomeKind kind, Repeat repeat, String message, List<Violation> violations) {
        this(kind, repeat, message, violations, Optional.empty());
    }

    /** The same with nothing in its words but what may be shown. */
    Refusal cleaned() {
        return new Refusal(
                kind,
                repeat,
                SafeText.of(message),
                violations.stream()
                        .map(it -> new Violation(SafeText.of(it.field()), SafeText.of(it.message())))
                        .toList(),
                hint.map(SafeText::of).filter(text -> !text.isEmpty()));
    }

    /** A refusal of which only the status is known. */
    public static Refusal ofStatus(int status) {
        return new Refusal(OutcomeKind.ofStatus(status), Repeat.AS_THE_STATUS_SAYS, "", List.of());
    }

    /** Whether a refused request may be sent again. */
    public enum Repeat {
        /** The table of statuses decides. */
        AS_THE_STATUS_SAYS,
        /** The answer is final, whatever its status. */
        NEVER,
        /** Another attempt is of no use; whether anything was done, the status says. */
        POINTLESS,
        /** The upstream asks for another attempt; whether anything was done, the status says. */
        WORTHWHILE,
        /** The upstream says that it refused without doing anything, so even a create may be repeated. */
        REFUSED_UNPROCESSED,
        /** The upstream may have done it all the same; repeated only where twice is as good as once. */
        MAY_HAVE_HAPPENED
    }
}
