package org.enterprisemcp.bootstrap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.oauth.key.KeyRing;

/**
 * What operators may know of the state that this server keeps.
 *
 * @param counts about how many values stand in each space of the store, and how many things live in this process, counted when it
 *     is asked
 * @param keyIds the names of the keys that seal them, the current one first; never the keys
 */
record KeptState(Supplier<Map<String, Long>> counts, List<String> keyIds) {

    private static final List<String> OF_THE_PROXY = List.of("login", "code", "grant", "vault");
    private static final String TASKS = "mcp-task";

    KeptState {
        keyIds = List.copyOf(keyIds);
    }

    /**
     * What is kept.
     *
     * @param live what lives in this process only
     */
    static KeptState of(Assembly assembly, Supplier<Map<String, Long>> live) {
        Optional<OAuthProxy> proxy = assembly.proxy();
        StateStore store = proxy.map(OAuthProxy::store).orElse(assembly.store());
        return new KeptState(
                () -> {
                    Map<String, Long> counts = new LinkedHashMap<>();
                    proxy.ifPresent(who -> {
                        OF_THE_PROXY.forEach(space -> counts.put(space, store.size(space)));
                        counts.put("clients_cached", who.documents().size());
                    });
                    counts.put("task", store.size(TASKS));
                    counts.putAll(live.get());
                    return counts;
                },
                proxy.map(OAuthProxy::keys).map(KeyRing::kids).orElse(List.of()));
    }
}
