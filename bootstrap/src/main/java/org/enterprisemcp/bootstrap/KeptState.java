package org.enterprisemcp.bootstrap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What operators may know of the state that this server keeps.
 *
 * @param counts about how many values stand in each space, counted when it is asked
 * @param keyIds the names of the keys that seal them, the current one first; never the keys
 */
record KeptState(Supplier<Map<String, Long>> counts, List<String> keyIds) {

    private static final List<String> SPACES = List.of("login", "code", "grant", "vault");

    KeptState {
        keyIds = List.copyOf(keyIds);
    }

    /** What the proxy keeps; nothing where there is none. */
    static KeptState of(Optional<OAuthProxy> proxy) {
        return proxy.map(who -> new KeptState(
                        () -> SPACES.stream()
                                .collect(Collectors.toMap(
                                        Function.identity(), who.store()::size, Long::sum, LinkedHashMap::new)),
                        who.keys().kids()))
                .orElseGet(() -> new KeptState(Map::of, List.of()));
    }
}
