package org.enterprisemcp.mcp.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.token.Caller;

/** Offers the values that exist while somebody types one. */
@FunctionalInterface
public interface Completer {

    /** The values that fit; none is no error. */
    List<String> complete(Caller caller, Request request);

    /** Offers nothing. */
    static Completer none() {
        return (caller, request) -> List.of();
    }

    /**
     * What was typed.
     *
     * @param argument the name of the argument or variable
     * @param typed what stands there so far
     * @param others the other arguments, as far as they are known
     * @param span the client's request, for those who observe it
     */
    record Request(String argument, String typed, Map<String, String> others, RequestSpan span) {

        public Request {
            // Not Map.copyOf: clients write out what they do not know yet, as null.
            Map<String, String> known = new LinkedHashMap<>(others);
            known.values().removeIf(Objects::isNull);
            others = Collections.unmodifiableMap(known);
        }
    }
}
