package org.enterprisemcp.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What operators may know of the state that this server keeps.
 *
 * @param counts about how many values stand in each space, counted when it is asked
 * @param keyIds the names of the keys that seal them, the current one first; never the keys
 */
record KeptState(Supplier<Map<String, Long>> counts, List<String> keyIds) {

    KeptState {
        keyIds = List.copyOf(keyIds);
    }

    /** A server that keeps nothing. */
    static KeptState none() {
        return new KeptState(Map::of, List.of());
    }
}
