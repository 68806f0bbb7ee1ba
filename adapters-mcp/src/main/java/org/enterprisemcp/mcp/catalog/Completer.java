package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Map;
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
     */
    record Request(String argument, String typed, Map<String, String> others) {

        public Request {
            others = Map.copyOf(others);
        }
    }
}
