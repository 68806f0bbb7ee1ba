package org.enterprisemcp.mcp.catalog;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.mcp.JsonCodec;

/**
 * Everything that this server offers: tools, resources, prompts and completions, each declared once. Clients of every protocol
 * revision are served from it.
 */
public final class McpCatalog {

    private final String instructions;
    private final boolean changing;
    private final Entries<McpTool> tools = new Entries<>();
    private final Entries<McpResource> resources = new Entries<>();
    private final Entries<McpPrompt> prompts = new Entries<>();
    private final List<Consumer<CatalogChange>> listeners = new CopyOnWriteArrayList<>();

    /** A catalog of anything. */
    public McpCatalog(Declarations declared) {
        this.instructions = declared.instructions();
        this.changing = declared.changing();
        declared.tools().forEach(tool -> tools.put(tool.name(), tool));
        declared.resources().forEach(resource -> resources.put(resource.uri(), resource));
        declared.prompts().forEach(prompt -> prompts.put(prompt.name(), prompt));
    }

    /**
     * The catalog of one upstream.
     *
     * @param selection which tools are wanted; those for which the upstream has no port are left out anyway
     * @param store where rows are kept that are too many for a result
     * @param clock measures calls
     */
    public static McpCatalog of(UseCases uses, ToolSelection selection, StateStore store, Clock clock) {
        Completions completions = new Completions(uses);
        KeptRows kept = new KeptRows(store, new JsonCodec(), UseCaseResources.rowsRoot(uses));
        UseCaseTools tools = new UseCaseTools(uses, selection, kept, clock);
        return new McpCatalog(new Declarations(
                tools.instructions(),
                tools.all(),
                new UseCaseResources(uses, tools.keepRows() ? Optional.of(kept) : Optional.empty(), completions).all(),
                GuidePrompts.of(uses.upstream().guide(), completions, prompt -> !tools.tellsOfHidden(prompt.text())),
                false));
    }

    /**
     * The dialect that every tool's schema stands on. To read it takes long, once: whoever wants a catalog soon lets another thread
     * ask for it meanwhile.
     */
    public static Object schemaDialect() {
        return ArgumentSchema.dialect();
    }

    /** What a client may show to its model before the first call. */
    public String instructions() {
        return instructions;
    }

    /** Whether it may change. */
    public boolean changing() {
        return changing;
    }

    /** The names of all tools in the order in which clients see them. */
    public List<String> toolNames() {
        return tools().stream().map(McpTool::name).toList();
    }

    /** All tools in the order in which clients see them. */
    public List<McpTool> tools() {
        return tools.all();
    }

    /** The tool of a name. */
    public Optional<McpTool> tool(String name) {
        return tools.find(name);
    }

    /** Single resources first, then families. */
    public List<McpResource> resources() {
        return resources.all();
    }

    /** The resource that a URI names. */
    public Optional<McpResource> resource(String uri) {
        return resources
                .find(uri)
                .filter(resource -> !resource.isTemplate())
                .or(() -> resources().stream()
                        .filter(resource -> resource.variables(uri).isPresent())
                        .findFirst());
    }

    /** The family that is declared so. */
    public Optional<McpResource> template(String uriTemplate) {
        return resources.find(uriTemplate).filter(McpResource::isTemplate);
    }

    /** All prompts in the order in which clients see them. */
    public List<McpPrompt> prompts() {
        return prompts.all();
    }

    /** The prompt of a name. */
    public Optional<McpPrompt> prompt(String name) {
        return prompts.find(name);
    }

    /** Whether there is anything for whose arguments values may be offered. */
    public boolean completes() {
        return !prompts().isEmpty() || resources().stream().anyMatch(McpResource::isTemplate);
    }

    /** Adds a tool, or puts it in the place of another one of its name. */
    public void put(McpTool tool) {
        tools.put(tool.name(), tool);
        announce(CatalogChange.Listed.TOOLS);
    }

    /** Takes a tool away. */
    public void removeTool(String name) {
        tools.remove(name);
        announce(CatalogChange.Listed.TOOLS);
    }

    /** Adds a prompt, or puts it in the place of another one of its name. */
    public void put(McpPrompt prompt) {
        prompts.put(prompt.name(), prompt);
        announce(CatalogChange.Listed.PROMPTS);
    }

    /** Takes a prompt away. */
    public void removePrompt(String name) {
        prompts.remove(name);
        announce(CatalogChange.Listed.PROMPTS);
    }

    /** Adds a resource, or puts it in the place of another one of its URI. */
    public void put(McpResource resource) {
        resources.put(resource.uri(), resource);
        announce(CatalogChange.Listed.RESOURCES);
    }

    /** Takes a resource away. */
    public void removeResource(String uri) {
        resources.remove(uri);
        announce(CatalogChange.Listed.RESOURCES);
    }

    /** Tells everybody who listens of a change. */
    public void announce(CatalogChange change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    /**
     * Listens to changes.
     *
     * @param listener is called on the thread that makes the change, so it must be quick
     * @return ends it
     */
    public Runnable listen(Consumer<CatalogChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Entries in the order in which they came; each reader sees a whole state. */
    private static final class Entries<T> {

        private volatile Map<String, T> entries = Map.of();

        List<T> all() {
            return List.copyOf(entries.values());
        }

        Optional<T> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        synchronized void put(String key, T entry) {
            Map<String, T> next = new LinkedHashMap<>(entries);
            next.put(key, entry);
            entries = next;
        }

        synchronized void remove(String key) {
            Map<String, T> next = new LinkedHashMap<>(entries);
            next.remove(key);
            entries = next;
        }
    }
}
