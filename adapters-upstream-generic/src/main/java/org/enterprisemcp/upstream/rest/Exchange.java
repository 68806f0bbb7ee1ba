package org.enterprisemcp.upstream.rest;

import java.util.Map;

/** How one attempt on the wire ended. It carries no message of the HTTP client's: those can hold the upstream's bytes. */
sealed interface Exchange {

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
