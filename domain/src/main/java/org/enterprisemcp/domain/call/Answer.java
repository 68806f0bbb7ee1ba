package org.enterprisemcp.domain.call;

import java.util.Objects;
import java.util.function.Function;

/**
 * A successful result of the upstream together with the facts of the exchange.
 *
 * @param value what the upstream gave
 * @param facts status, attempts and operation id of the exchange
 * @param <T> the kind of value
 */
public record Answer<T>(T value, CallFacts facts) {

    public Answer {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(facts, "facts");
    }

    /** The same exchange seen with another value. */
    public <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return new Answer<>(change.apply(value), facts);
    }

    /** This answer after an earlier exchange of the same call. */
    public Answer<T> after(CallFacts earlier) {
        return new Answer<>(value, facts.after(earlier));
    }
}
