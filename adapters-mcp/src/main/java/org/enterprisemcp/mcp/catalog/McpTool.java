package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;

/**
 * A tool in this server's own words, from which the declarations of every protocol revision are made.
 *
 * @param name the wire name: {@code create_record}
 * @param title its name for people
 * @param description what a model needs to know to use it well
 * @param inputSchema JSON Schema of its arguments; clients get it as it is. {@code x-mcp-header} on a property asks stateless
 *     clients to repeat the argument in a header
 * @param outputSchema JSON Schema of its structured result, if it has one
 * @param annotations what clients may tell their users before the call
 * @param needs what a client must be capable of
 * @param scopes what a caller's token must allow, all of them
 * @param handler what it does
 */
public record McpTool(
        String name,
        String title,
        String description,
        ObjectNode inputSchema,
        Optional<ObjectNode> outputSchema,
        Optional<Annotations> annotations,
        ClientCapabilities needs,
        Set<Scope> scopes,
        Handler handler) {

    public McpTool {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(handler, "handler");
        scopes = Set.copyOf(scopes);
    }

    /** A tool that anybody may call, of which no more is known than its arguments. */
    public static McpTool of(String name, String description, ObjectNode inputSchema, Handler handler) {
        return new McpTool(
                name,
                name,
                description,
                inputSchema,
                Optional.empty(),
                Optional.empty(),
                ClientCapabilities.none(),
                Set.of(),
                handler);
    }

    /** The same for clients that are capable of these. */
    public McpTool needing(ClientCapabilities capabilities) {
        return new McpTool(
                name, title, description, inputSchema, outputSchema, annotations, capabilities, scopes, handler);
    }

    /** The same with structured results. */
    public McpTool returning(ObjectNode schema) {
        return new McpTool(
                name, title, description, inputSchema, Optional.of(schema), annotations, needs, scopes, handler);
    }

    /**
     * Calls it, if the client is capable of what it needs.
     *
     * @throws CallRefusal for a client that is not
     */
    public Reply<ToolResult> call(Caller caller, ObjectNode arguments, CallContext context) {
        context.client().require(needs);
        return handler.call(caller, arguments, context);
    }

    /** Tool annotations (2025-03-26, server/tools). */
    public record Annotations(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {}

    /** What a tool does. A failure of its own is a result; thrown is only what the protocol has an error for. */
    @FunctionalInterface
    public interface Handler {

        /**
         * The call. It is run again from its beginning, with the answers, when it asked the client for input.
         *
         * @throws CallRefusal for a call that is answered with a JSON-RPC error
         */
        Reply<ToolResult> call(Caller caller, ObjectNode arguments, CallContext context);
    }
}
