package org.enterprisemcp.mcp.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a handler answers: its result, or what it needs from the client first (2026-07-28, basic/patterns/mrtr).
 *
 * @param <T> the kind of result
 */
public sealed interface Reply<T> {

    /** An answer that is there. */
    sealed interface Settled<T> extends Reply<T> {}

    /** The result. */
    record Complete<T>(T result) implements Settled<T> {}

    /**
     * The rest of the call, which may take long. It is done at once for a client that waits; for one that knows tasks
     * (extension {@code io.modelcontextprotocol/tasks}) it may go on while the client comes and asks.
     */
    record Later<T>(Function<CallContext, Reply<T>> rest) implements Reply<T> {}

    /**
     * The handler needs answers and is run again once they are there.
     *
     * @param requests what the client is asked for, by keys of the handler's choice
     * @param state what the handler wants to know then; the client carries it, but can neither read nor change it
     */
    record InputRequired<T>(Map<String, InputRequest> requests, Optional<String> state) implements Settled<T> {

        public InputRequired {
            requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
            Objects.requireNonNull(state, "state");
            if (requests.isEmpty() && state.isEmpty()) {
                throw new IllegalArgumentException("neither requests nor a state");
            }
        }

        /**
         * The same without what the client cannot do.
         *
         * @throws CallRefusal if nothing is left to ask for
         */
        public InputRequired<T> within(ClientCapabilities client) {
            Map<String, InputRequest> possible = requests.entrySet().stream()
                    .filter(request -> client.covers(request.getValue().needs()))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
            if (possible.isEmpty() && !requests.isEmpty()) {
                client.require(requests.values().stream()
                        .map(InputRequest::needs)
                        .reduce(ClientCapabilities.none(), ClientCapabilities::and));
            }
            return new InputRequired<>(possible, state);
        }
    }

    /** The answer, all that may take long included. */
    default Settled<T> settled(CallContext context) {
        Reply<T> reply = this;
        while (true) {
            switch (reply) {
                case Settled<T> settled -> {
                    return settled;
                }
                case Later<T>(Function<CallContext, Reply<T>> rest) -> reply = rest.apply(context);
            }
        }
    }

    /** Something that may take long. */
    static <T> Reply<T> later(Function<CallContext, Reply<T>> rest) {
        return new Later<>(rest);
    }

    /** The result. */
    static <T> Reply<T> complete(T result) {
        return new Complete<>(result);
    }

    /** One question. */
    static <T> Reply<T> ask(String key, InputRequest request) {
        return new InputRequired<>(Map.of(key, request), Optional.empty());
    }

    /** Questions, and what the handler wants to know when they are answered. */
    static <T> Reply<T> ask(Map<String, InputRequest> requests, String state) {
        return new InputRequired<>(requests, Optional.of(state));
    }
}
