package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.CatalogChange;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.RequestSpans;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The era with sessions, on the MCP Java SDK: the SDK dispatches and keeps what belongs to a session, we own the session ids,
 * the sockets and every refusal. Transport-neutral: HTTP and stdio open their sessions here.
 */
public final class LegacyServer {

    /** How observers know the revisions with sessions. */
    static final String ERA = "legacy";

    private static final String CALL = LegacyCall.class.getName();

    private final McpCatalog catalog;
    private final RequestSpans spans;
    private final LegacyDeclarations declarations;
    private final LegacyLists lists;
    private final RequestChecks checks;
    private final JsonCodec codec;
    private final SessionFactory sessions = new SessionFactory();
    private final McpSyncServer server;
    private Set<Object> known;

    /** A server whose requests nobody observes. */
    public LegacyServer(ServerIdentity identity, McpCatalog catalog, JsonCodec codec) {
        this(identity, catalog, codec, RequestObserver.none());
    }

    /** @param observer sees each request */
    public LegacyServer(ServerIdentity identity, McpCatalog catalog, JsonCodec codec, RequestObserver observer) {
        this.catalog = catalog;
        this.spans = new RequestSpans(observer, catalog);
        this.checks = new RequestChecks(catalog);
        this.codec = codec;
        this.known = everything(catalog);
        this.declarations = new LegacyDeclarations(codec);
        this.lists = new LegacyLists(catalog, declarations);
        this.server = McpServer.sync(sessions)
                .serverInfo(identity.name(), identity.version())
                .instructions(catalog.instructions())
                .capabilities(capabilities(catalog))
                .jsonMapper(new JacksonMcpJsonMapper(codec.mapper()))
                .jsonSchemaValidator(new AlreadyValid())
                .validateToolInputs(false)
                // Handlers block; they run on our virtual thread, not on a pool of the SDK's.
                .immediateExecution(true)
                .tools(catalog.tools().stream().map(declarations::tool).toList())
                .resources(catalog.resources().stream()
                        .filter(resource -> !resource.isTemplate())
                        .map(declarations::resource)
                        .toList())
                .resourceTemplates(catalog.resources().stream()
                        .filter(McpResource::isTemplate)
                        .map(declarations::template)
                        .toList())
                .prompts(catalog.prompts().stream().map(declarations::prompt).toList())
                .completions(declarations.completions(catalog))
                .build();
        if (catalog.changing()) {
            catalog.listen(this::follow);
        }
    }

    /** The SDK keeps what it dispatches to in lists of its own. What did not change stays there, for calls go on meanwhile. */
    private synchronized void follow(CatalogChange change) {
        switch (change) {
            case CatalogChange.Listed.TOOLS -> {
                server.listTools().stream()
                        .map(McpSchema.Tool::name)
                        .filter(name -> catalog.tool(name).isEmpty())
                        .forEach(server::removeTool);
                news(catalog.tools()).forEach(tool -> server.addTool(declarations.tool(tool)));
            }
            case CatalogChange.Listed.PROMPTS -> {
                server.listPrompts().stream()
                        .map(McpSchema.Prompt::name)
                        .filter(name -> catalog.prompt(name).isEmpty())
                        .forEach(server::removePrompt);
                news(catalog.prompts()).forEach(prompt -> server.addPrompt(declarations.prompt(prompt)));
            }
            case CatalogChange.Listed.RESOURCES -> {
                server.listResources().stream()
                        .map(McpSchema.Resource::uri)
                        .filter(uri -> catalog.resource(uri).isEmpty())
                        .forEach(server::removeResource);
                server.listResourceTemplates().stream()
                        .map(McpSchema.ResourceTemplate::uriTemplate)
                        .filter(uri -> catalog.template(uri).isEmpty())
                        .forEach(server::removeResourceTemplate);
                news(catalog.resources()).forEach(this::add);
            }
            case CatalogChange.Updated(String uri) -> {}
        }
        known = everything(catalog);
        lists.refresh();
    }

    private <T> List<T> news(List<T> entries) {
        return entries.stream().filter(entry -> !known.contains(entry)).toList();
    }

    private static Set<Object> everything(McpCatalog catalog) {
        Set<Object> all = new HashSet<>(catalog.tools());
        all.addAll(catalog.prompts());
        all.addAll(catalog.resources());
        return all;
    }

    private void add(McpResource resource) {
        if (resource.isTemplate()) {
            server.addResourceTemplate(declarations.template(resource));
        } else {
            server.addResource(declarations.resource(resource));
        }
    }

    /** Announces only what there is something of, or may be. */
    private static ServerCapabilities capabilities(McpCatalog catalog) {
        ServerCapabilities.Builder capabilities = ServerCapabilities.builder().tools(catalog.changing());
        if (catalog.changing() || !catalog.resources().isEmpty()) {
            capabilities.resources(catalog.changing(), catalog.changing());
        }
        if (catalog.changing() || !catalog.prompts().isEmpty()) {
            capabilities.prompts(catalog.changing());
        }
        if (catalog.completes()) {
            capabilities.completions();
        }
        return capabilities.build();
    }

    RequestSpans spans() {
        return spans;
    }

    LegacyLists lists() {
        return lists;
    }

    McpCatalog catalog() {
        return catalog;
    }

    RequestChecks checks() {
        return checks;
    }

    JsonCodec codec() {
        return codec;
    }

    /** A session together with the answer to the initialize request that opened it. */
    public record Opened(LegacySession session, InitializeResult result) {}

    /**
     * Opens a new session.
     *
     * @param id the wire id that it will have
     * @throws ProtocolRefusal when the parameters of initialize are not what the revision asks for
     */
    public Opened open(String id, Arrival from, Request initialize) {
        RequestSpan span = spans.began(
                initialize,
                from,
                ERA,
                Optional.ofNullable(initialize.params().path("protocolVersion").textValue())
                        .filter(Revisions.LEGACY::contains),
                Optional.of(id));
        try {
            Opened opened = opened(id, from.caller(), initialize);
            span.ended(RequestSpan.End.answered());
            return opened;
        } catch (ProtocolRefusal refusal) {
            span.ended(RequestSpans.refused(refusal));
            throw refusal;
        }
    }

    private Opened opened(String id, Caller caller, Request initialize) {
        Map<String, Object> parameters = codec.map(checked(initialize));
        var started = started(initialize, parameters);
        InitializeResult result = Objects.requireNonNull(started.initResult().block(), "initialize result");
        SessionRecord record = SessionRecord.opened(id, caller.principal(), result.protocolVersion(), parameters);
        return new Opened(new LegacySession(this, record, started.session()), result);
    }

    /** A request is refused before it has come to a session. */
    public void refused(Request request, Arrival from, RequestSpan.End refusal) {
        spans.refused(request, from, ERA, refusal);
    }

    /** Tells a session's client of changes, where there are some, as long as the process lives. */
    public void tellOfChanges(LegacySession session) {
        if (catalog.changing()) {
            catalog.listen(session::changed);
        }
    }

    /** A session that was opened elsewhere or earlier, rebuilt from its record. */
    LegacySession resume(SessionRecord record) {
        return new LegacySession(
                this, record, sessions.start(record.initialize()).session());
    }

    /** The context that carries a call through the SDK to the handler. */
    static McpTransportContext contextOf(LegacyCall call) {
        return McpTransportContext.create(Map.of(CALL, call));
    }

    /** The call that {@link #contextOf} put there. */
    static LegacyCall callOf(McpTransportContext context) {
        return (LegacyCall) Objects.requireNonNull(context.get(CALL), "call");
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
        return ProtocolRefusal.of(400, JsonRpcCodes.INVALID_PARAMS, request.id(), message, Map.of());
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
