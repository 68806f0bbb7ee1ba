package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.RequestMeta;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.CatalogChange;
import org.enterprisemcp.mcp.catalog.CatalogChange.Listed;
import org.enterprisemcp.mcp.catalog.CatalogChange.Updated;
import org.enterprisemcp.mcp.catalog.McpCatalog;

/** {@code subscriptions/listen} (2026-07-28, basic/patterns/subscriptions): a request that lasts as long as its client listens. */
final class Subscriptions implements AutoCloseable {

    /** One caller may listen so often at once; each costs a thread and a socket. */
    static final int MOST_PER_CALLER = 100;

    private static final int MOST_RESOURCES = 1_000;

    private final McpCatalog catalog;
    private final ModernResults results;
    private final Map<String, Integer> listeners = new ConcurrentHashMap<>();
    private final Set<Listener> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Subscriptions(McpCatalog catalog, ModernResults results) {
        this.catalog = catalog;
        this.results = results;
    }

    /**
     * Tells the client of changes until it goes, which interrupts this thread, or until the server ends it.
     *
     * @return the result, for a client that still listens
     */
    Map<String, Object> listen(ModernCall call) {
        Set<CatalogChange> wanted = wanted(call);
        String principal = call.caller().principal();
        if (listeners.merge(principal, 1, Integer::sum) > MOST_PER_CALLER) {
            leave(principal);
            throw new CallRefusal(
                    JsonRpcCodes.INTERNAL_ERROR,
                    "You listen " + MOST_PER_CALLER + " times already; close a stream first.",
                    Map.of());
        }
        Listener listener = new Listener(wanted);
        open.add(listener);
        Runnable end = catalog.listen(listener::changed);
        try {
            call.out().accept(acknowledgement(call, wanted));
            if (closed) {
                listener.end();
            }
            for (List<CatalogChange> changes = listener.next(); !changes.isEmpty(); changes = listener.next()) {
                changes.forEach(change -> call.out().accept(notification(call, change)));
            }
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
        } finally {
            end.run();
            open.remove(listener);
            leave(principal);
        }
        return results.listened(call.request().id());
    }

    /** How many there are. */
    int open() {
        return open.size();
    }

    /** Ends all of them; their clients are told that it was no accident. */
    @Override
    public void close() {
        closed = true;
        open.forEach(Listener::end);
    }

    private void leave(String principal) {
        listeners.computeIfPresent(principal, (who, count) -> count == 1 ? null : count - 1);
    }

    /** What the client asked for and can be given. */
    private Set<CatalogChange> wanted(ModernCall call) {
        if (!(call.request().params().path("notifications") instanceof ObjectNode filter)) {
            throw CallRefusal.invalidParams("params.notifications must be an object.");
        }
        Set<CatalogChange> wanted = new LinkedHashSet<>();
        addIf(flag(filter, "toolsListChanged"), Listed.TOOLS, wanted);
        addIf(flag(filter, "promptsListChanged"), Listed.PROMPTS, wanted);
        addIf(flag(filter, "resourcesListChanged"), Listed.RESOURCES, wanted);
        texts(filter, "resourceSubscriptions").forEach(uri -> wanted.add(new Updated(uri)));
        if (!texts(filter, "taskIds").isEmpty()) {
            call.client().require(Tasks.EXTENSION);
        }
        return catalog.changing() ? Collections.unmodifiableSet(wanted) : Set.of();
    }

    private static void addIf(boolean asked, CatalogChange change, Set<CatalogChange> wanted) {
        if (asked) {
            wanted.add(change);
        }
    }

    private static boolean flag(ObjectNode filter, String name) {
        JsonNode value = filter.path(name);
        if (!(value.isMissingNode() || value.isBoolean())) {
            throw CallRefusal.invalidParams("params.notifications." + name + " must be true or false.");
        }
        return value.asBoolean();
    }

    private static List<String> texts(ObjectNode filter, String name) {
        JsonNode value = filter.path(name);
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.isTextual() ? element.textValue() : ""));
        if (!(value.isMissingNode() || value.isArray()) || texts.contains("") || texts.size() > MOST_RESOURCES) {
            throw CallRefusal.invalidParams(
                    "params.notifications." + name + " must be an array of at most " + MOST_RESOURCES + " strings.");
        }
        return texts;
    }

    private static Map<String, Object> acknowledgement(ModernCall call, Set<CatalogChange> honoured) {
        Map<String, Object> filter = new LinkedHashMap<>();
        List<String> uris = new ArrayList<>();
        honoured.forEach(change -> {
            switch (change) {
                case Listed.TOOLS -> filter.put("toolsListChanged", true);
                case Listed.PROMPTS -> filter.put("promptsListChanged", true);
                case Listed.RESOURCES -> filter.put("resourcesListChanged", true);
                case Updated(String uri) -> uris.add(uri);
            }
        });
        if (!uris.isEmpty()) {
            filter.put("resourceSubscriptions", uris);
        }
        Map<String, Object> params = tagged(call);
        params.put("notifications", filter);
        return ModernResults.notification("notifications/subscriptions/acknowledged", params);
    }

    private static Map<String, Object> notification(ModernCall call, CatalogChange change) {
        Map<String, Object> params = tagged(call);
        String method = switch (change) {
            case Listed.TOOLS -> "notifications/tools/list_changed";
            case Listed.PROMPTS -> "notifications/prompts/list_changed";
            case Listed.RESOURCES -> "notifications/resources/list_changed";
            case Updated(String uri) -> {
                params.put("uri", uri);
                yield "notifications/resources/updated";
            }
        };
        return ModernResults.notification(method, params);
    }

    private static Map<String, Object> tagged(ModernCall call) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("_meta", Map.of(RequestMeta.SUBSCRIPTION_ID, call.request().id()));
        return params;
    }

    /** What a client has yet to be told. Each change is in it once, so a slow client costs no more than a quick one. */
    private static final class Listener {

        private final Set<CatalogChange> wanted;
        private final Set<CatalogChange> pending = new LinkedHashSet<>();
        private boolean ended;

        Listener(Set<CatalogChange> wanted) {
            this.wanted = wanted;
        }

        synchronized void changed(CatalogChange change) {
            if (wanted.contains(change)) {
                pending.add(change);
                notifyAll();
            }
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        /** The next changes; none when it is over. */
        synchronized List<CatalogChange> next() throws InterruptedException {
            while (pending.isEmpty() && !ended) {
                wait();
            }
            List<CatalogChange> changes = List.copyOf(pending);
            pending.clear();
            return changes;
        }
    }
}
