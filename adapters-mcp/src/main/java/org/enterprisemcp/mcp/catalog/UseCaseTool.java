package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;

/**
 * A tool that stands before a use case. It answers with the {@link ResultEnvelope}, whatever happens.
 *
 * @param name the wire name: {@code create_record}
 * @param title its name for people
 * @param description what a model needs to know to use it well
 * @param inputSchema JSON Schema 2020-12 of its arguments, strict
 * @param outputSchema JSON Schema 2020-12 of its structured result
 * @param hints what clients may tell their users before the call
 * @param scopes what a caller's token must allow, all of them
 * @param options arguments that only this upstream knows
 * @param names what its arguments are called further in
 * @param handler what it does
 */
record UseCaseTool(
        String name,
        String title,
        String description,
        ObjectNode inputSchema,
        ObjectNode outputSchema,
        Hints hints,
        Set<Scope> scopes,
        List<Option> options,
        FieldNames names,
        Handler handler) {

    UseCaseTool {
        scopes = Set.copyOf(scopes);
        options = List.copyOf(options);
    }

    /** The same, for callers whose token allows these. */
    UseCaseTool needing(Scope... needed) {
        return new UseCaseTool(
                name, title, description, inputSchema, outputSchema, hints, Set.of(needed), options, names, handler);
    }

    /** The same as clients see it. */
    McpTool declared(ToolCaller caller) {
        ArgumentSchema schema = new ArgumentSchema(inputSchema);
        return new McpTool(
                name,
                title,
                description,
                inputSchema,
                Optional.of(outputSchema),
                Optional.of(new McpTool.Annotations(
                        hints.readOnly(), hints.destructive(), hints.idempotent(), hints.openWorld())),
                ClientCapabilities.none(),
                scopes,
                (who, arguments, context) ->
                        Reply.later(told -> Reply.complete(caller.call(this, schema, who, arguments, told))));
    }

    /** What kind of call it is. */
    enum Hints {
        /** Changes nothing. */
        READ(true, false, true),
        /** Adds something; a second call adds it again. */
        CREATE(false, false, false),
        /** Overwrites or removes something; a second call changes nothing more. */
        OVERWRITE(false, true, true),
        /** May overwrite, remove or set off something; a second call may do it again. */
        ACT(false, true, false),
        /** Changes nothing and asks nobody. */
        LOCAL(true, false, true);

        private final boolean readOnly;
        private final boolean destructive;
        private final boolean idempotent;

        Hints(boolean readOnly, boolean destructive, boolean idempotent) {
            this.readOnly = readOnly;
            this.destructive = destructive;
            this.idempotent = idempotent;
        }

        boolean readOnly() {
            return readOnly;
        }

        boolean destructive() {
            return destructive;
        }

        boolean idempotent() {
            return idempotent;
        }

        boolean openWorld() {
            return this != LOCAL;
        }
    }

    /** What a tool does once its arguments are known to be good; failures are thrown. */
    @FunctionalInterface
    interface Handler {
        Outcome call(Caller caller, ToolArguments arguments);
    }

    /**
     * What a tool brought.
     *
     * @param data the {@code data} of the result envelope
     * @param facts the exchange with the upstream
     * @param paging further entries for {@code meta}: {@code truncated}, {@code next_offset}
     * @param links resources that hold more
     */
    record Outcome(
            Map<String, Object> data, CallFacts facts, Map<String, Object> paging, List<Content.ResourceLink> links) {
        Outcome(Map<String, Object> data, CallFacts facts, Map<String, Object> paging) {
            this(data, facts, paging, List.of());
        }

        Outcome(Map<String, Object> data, CallFacts facts) {
            this(data, facts, Map.of());
        }

        /** The same, with a resource that holds more. */
        Outcome with(Content.ResourceLink link) {
            return new Outcome(data, facts, paging, List.of(link));
        }
    }
}
