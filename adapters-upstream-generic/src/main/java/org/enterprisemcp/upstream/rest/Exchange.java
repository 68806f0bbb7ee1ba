package org.enterprisemcp.upstream.rest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.enterprisemcp.domain.port.AttemptSpan;

/** How one attempt on the wire ended. It carries no message of the HTTP client's: those can hold the upstream's bytes. */
sealed interface Exchange {

    /** How an attempt ended of which not even that is known. */
    AttemptSpan.Result BROKEN_OFF = new AttemptSpan.Result(OptionalInt.empty(), Optional.of("broken"));

    /** The same for those who observe it. */
    default AttemptSpan.Result end() {
        return switch (this) {
            case NotSent(Cause cause) -> new AttemptSpan.Result(OptionalInt.empty(), Optional.of(cause.word()));
            case Unanswered(Cause cause) -> new AttemptSpan.Result(OptionalInt.empty(), Optional.of(cause.word()));
            case Answered(int status, Map<String, String> _, Body body) ->
                new AttemptSpan.Result(
                        OptionalInt.of(status),
                        body.state() == BodyState.WHOLE
                                ? Optional.empty()
                                : Optional.of("body_" + body.state().name().toLowerCase(Locale.ROOT)));
        };
    }

    /** It is proven that no byte of the request went out. */
    record NotSent(Cause cause) implements Exchange {}

    /** The request may have gone out, but no status line came back. */
    record Unanswered(Cause cause) implements Exchange {}

    /** A status came back, with as much of the body as the state says. */
    record Answered(int status, Map<String, String> headers, Body body) implements Exchange {}

    /** Why no answer came. */
    enum Cause {
        UNKNOWN_HOST("Its host name cannot be resolved."),
        CONNECT("It does not accept connections."),
        CONNECT_TIMEOUT("It did not accept a connection in time."),
        TLS("No secure connection could be agreed on (TLS)."),
        NO_FREE_CONNECTION("All connections to it are in use."),
        TIMEOUT("It did not answer in time."),
        BROKEN("The connection broke before the answer was complete."),
        CANCELLED("The call was cancelled.");

        private final String sentence;

        Cause(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a body came in whole, and if not, why. */
    enum BodyState {
        WHOLE,
        TOO_LARGE,
        BROKEN,
        TIMEOUT,
        CANCELLED
    }

    /** A body; what there is of it when it is not whole. */
    final class Body {
        private final byte[] bytes;
        private final BodyState state;

        Body(byte[] bytes, BodyState state) {
            this.bytes = bytes;
            this.state = state;
        }

        byte[] bytes() {
            return bytes;
        }

        BodyState state() {
            return state;
        }
    }
}
