package org.enterprisemcp.mcp.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a handler answers: its result, or what it needs from the client first (2026-07-28, basic/patterns/mrtr).
 *
 * @param <T> the kind of result
 */
public sealed interface Reply<T> {

    /** The result. */
    record Complete<T>(T result) implements Reply<T> {}

    /**
     * The handler needs answers and is run again once they are there.
     *
     * @param requests what the client is asked for, by keys of the handler's choice
     * @param state what the handler wants to know then; the client carries it, but can neither read nor change it
     */
    record InputRequired<T>(Map<String, InputRequest> requests, Optional<String> state) implements Reply<T> {

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
