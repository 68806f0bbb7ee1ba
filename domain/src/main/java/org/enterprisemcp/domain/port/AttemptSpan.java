package org.enterprisemcp.domain.port;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** One request to the upstream that somebody observes. */
public interface AttemptSpan {

    /** Headers that tell the upstream which trace it is part of; none where there is no trace. */
    Map<String, String> headers();

    /** It is over. Called once. */
    void ended(Result end);

    /** Both see it, this one first. */
    default AttemptSpan and(AttemptSpan next) {
        AttemptSpan first = this;
        return new AttemptSpan() {
            @Override
            public Map<String, String> headers() {
                Map<String, String> headers = first.headers();
                return headers.isEmpty() ? next.headers() : headers;
            }

            @Override
            public void ended(Result end) {
                first.ended(end);
                next.ended(end);
            }
        };
    }

    /** Nobody looks. */
    static AttemptSpan none() {
        return Unobserved.ATTEMPT;
    }

    /** The attempt of nobody's interest. */
    enum Unobserved implements AttemptSpan {
        ATTEMPT;

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public void ended(Result end) {
            // Nobody looks.
        }
    }

    /**
     * How an attempt ended.
     *
     * @param status the status that came back, if one did
     * @param problem why no whole answer came, in a word of a small set: {@code timeout}
     */
    record Result(OptionalInt status, Optional<String> problem) {

        public Result {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(problem, "problem");
        }
    }
}
