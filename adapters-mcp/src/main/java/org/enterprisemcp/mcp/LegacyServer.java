package org.enterprisemcp.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The era with sessions, on the MCP Java SDK: the SDK dispatches and keeps what belongs to a session, we own the session ids,
 * the sockets and every refusal. Transport-neutral: HTTP and stdio open their sessions here.
 */
final class LegacyServer {

    private static final TypeReference<Map<String, Object>> SCHEMA = new TypeReference<>() {};
    private static final String CALLER = Caller.class.getName();

    private final RequestChecks checks;
    private final ToolCaller tools;
    private final JsonCodec codec;
    private final SessionFactory sessions = new SessionFactory();

    LegacyServer(ServerIdentity identity, McpCatalog catalog, ToolCaller tools, JsonCodec codec) {
        this.checks = new RequestChecks(catalog);
        this.tools = tools;
        this.codec = codec;
        LegacyDeclarations declarations = new LegacyDeclarations(catalog);
        McpServer.sync(sessions)
                .serverInfo(identity.name(), identity.version())
                .instructions(catalog.tools().instructions())
                .capabilities(capabilities(declarations))
                .jsonMapper(new JacksonMcpJsonMapper(codec.mapper()))
                .jsonSchemaValidator(new AlreadyValid())
                .validateToolInputs(false)
                // Handlers block; they run on our virtual thread, not on a pool of the SDK's.
                .immediateExecution(true)
                .tools(catalog.tools().entries().stream()
                        .map(this::specification)
                        .toList())
                .resources(declarations.resources())
                .resourceTemplates(declarations.resourceTemplates())
                .prompts(declarations.prompts())
                .completions(declarations.completions())
                .build();
    }

    /** Announces only what there is something of. */
    private static ServerCapabilities capabilities(LegacyDeclarations declarations) {
        ServerCapabilities.Builder capabilities = ServerCapabilities.builder().tools(false);
        if (!declarations.resources().isEmpty()
                || !declarations.resourceTemplates().isEmpty()) {
            capabilities.resources(false, false);
        }
        if (!declarations.prompts().isEmpty()) {
            capabilities.prompts(false);
        }
        if (!declarations.completions().isEmpty()) {
            capabilities.completions();
        }
        return capabilities.build();
    }

    RequestChecks checks() {
        return checks;
    }

    JsonCodec codec() {
        return codec;
    }

    /** A session together with the answer to the initialize request that opened it. */
    record Opened(LegacySession session, InitializeResult result) {}

    /**
     * Opens a new session.
     *
     * @param id the wire id that it will have
     * @throws ProtocolRefusal when the parameters of initialize are not what the revision asks for
     */
    Opened open(String id, Caller caller, Request initialize) {
        Map<String, Object> parameters = codec.map(checked(initialize));
        var started = started(initialize, parameters);
        InitializeResult result = Objects.requireNonNull(started.initResult().block(), "initialize result");
        SessionRecord record = new SessionRecord(id, caller.principal(), result.protocolVersion(), parameters, null);
        return new Opened(new LegacySession(this, record, started.session()), result);
    }

    /** A session that was opened elsewhere or earlier, rebuilt from its record. */
    LegacySession resume(SessionRecord record) {
        return new LegacySession(
                this, record, sessions.start(record.initialize()).session());
    }

    /** The context that carries the caller through the SDK to the tool. */
    static McpTransportContext contextOf(Caller caller) {
        return McpTransportContext.create(Map.of(CALLER, caller));
    }

    /** The caller that {@link #contextOf} put there. */
    static Caller callerOf(McpTransportContext context) {
        return (Caller) Objects.requireNonNull(context.get(CALLER), "caller");
    }

    private McpStreamableServerSession.McpStreamableServerSessionInit started(
            Request initialize, Map<String, Object> parameters) {
        try {
            return sessions.start(parameters);
        } catch (IllegalArgumentException wrongKind) {
            throw invalidParams(
                    initialize, JsonCodec.placeOf(wrongKind) + " is of another kind than initialize takes.");
        }
    }

    private static ObjectNode checked(Request initialize) {
        ObjectNode params = initialize.params();
        requireText(initialize, params.path("protocolVersion"), "protocolVersion");
        requireText(initialize, params.path("clientInfo").path("name"), "clientInfo.name");
        requireText(initialize, params.path("clientInfo").path("version"), "clientInfo.version");
        if (!params.path("capabilities").isObject()) {
            throw invalidParams(initialize, "capabilities must be an object.");
        }
        return params;
    }

    private static void requireText(Request request, JsonNode value, String name) {
        if (!value.isTextual()) {
            throw invalidParams(request, name + " must be a string.");
        }
    }

    private static ProtocolRefusal invalidParams(Request request, String message) {
        return ProtocolRefusal.of(400, ErrorCodes.INVALID_PARAMS, request.id(), message, Map.of());
    }

    private SyncToolSpecification specification(CatalogEntry entry) {
        McpTool tool = entry.tool();
        return new SyncToolSpecification(declaration(tool), (exchange, call) -> {
            Caller caller = callerOf(exchange.transportContext());
            Map<String, Object> arguments = call.arguments() == null ? Map.of() : call.arguments();
            ToolResult result = tools.call(entry, caller, arguments, LegacyProgress.of(exchange, call));
            return CallToolResult.builder()
                    .addTextContent(codec.text(result.structured()))
                    .structuredContent(result.structured())
                    .isError(result.isError())
                    .build();
        });
    }

    private Tool declaration(McpTool tool) {
        return Tool.builder(tool.name(), codec.mapper().convertValue(tool.inputSchema(), SCHEMA))
                .title(tool.title())
                .description(tool.description())
                .outputSchema(codec.mapper().convertValue(tool.outputSchema(), SCHEMA))
                .annotations(ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(tool.hints().readOnly())
                        .destructiveHint(tool.hints().destructive())
                        .idempotentHint(tool.hints().idempotent())
                        .openWorldHint(tool.hints().openWorld())
                        .build())
                .build();
    }

    /** Takes the SDK's factory of sessions, and offers the SDK no stream of its own: nothing is sent that was not asked for. */
    private final class SessionFactory implements McpStreamableServerTransportProvider {

        private McpStreamableServerSession.@Nullable Factory factory;

        McpStreamableServerSession.McpStreamableServerSessionInit start(Map<String, Object> initialize) {
            InitializeRequest request = codec.mapper().convertValue(initialize, InitializeRequest.class);
            return Objects.requireNonNull(factory, "factory").startSession(request);
        }

        @Override
        public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
            factory = sessionFactory;
        }

        @Override
        public List<String> protocolVersions() {
            return Revisions.LEGACY;
        }

        @Override
        public Mono<Void> notifyClients(String method, Object params) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }

    /** Our tests check every output schema once; checking each result again would only cost time. */
    private static final class AlreadyValid implements JsonSchemaValidator {
        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
            return ValidationResponse.asValid("");
        }
    }
}
