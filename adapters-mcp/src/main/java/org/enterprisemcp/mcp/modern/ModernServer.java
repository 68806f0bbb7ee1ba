package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Modern;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.RequestSpans;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The era without sessions (2026-07-28). Transport-neutral: HTTP and stdio bring requests here. The checks stand in the order in
 * which the revision wants them, and the first one that fails answers.
 */
public final class ModernServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModernServer.class);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final McpCatalog catalog;
    private final RequestSpans spans;
    private final ModernResults results;
    private final ModernLists lists;
    private final RequestStates states;
    private final Subscriptions subscriptions;
    private final Optional<Tasks> tasks;
    private final Map<String, Method> methods;
    private final Map<String, ToolHeaders> headersByTool = new ConcurrentHashMap<>();

    /** A server whose requests nobody observes. */
    public ModernServer(
            ServerIdentity identity, McpCatalog catalog, JsonCodec codec, ModernOptions options, Clock clock) {
        this(identity, catalog, codec, options, RequestObserver.none(), clock);
    }

    /**
     * A server.
     *
     * @param options how calls go on that take several rounds, or long
     * @param observer sees each request
     * @param clock ends what takes several rounds
     */
    public ModernServer(
            ServerIdentity identity,
            McpCatalog catalog,
            JsonCodec codec,
            ModernOptions options,
            RequestObserver observer,
            Clock clock) {
        this.catalog = catalog;
        this.spans = new RequestSpans(observer, catalog);
        this.results = new ModernResults(identity);
        this.tasks = options.tasks().map(given -> new Tasks(given, catalog, results, codec, clock));
        this.lists = new ModernLists(catalog, results, tasks.isPresent(), this::headers);
        this.states = new RequestStates(options.seal(), codec, clock);
        this.subscriptions = new Subscriptions(catalog, results);
        this.methods = registry();
    }

    /**
     * Lets a request in that is of a revision we speak and whose headers tell the truth.
     *
     * @return what observers see of it; {@link #answer} or {@link #refuse} ends it
     * @throws ProtocolRefusal for others
     */
    public RequestSpan admit(Modern sent, Arrival from, Optional<RequestHeaders> headers) {
        RequestSpan span = spans.began(
                sent.request(),
                from,
                "modern",
                Optional.of(sent.meta().protocolVersion()).filter(Revisions.MODERN::contains),
                Optional.empty());
        try {
            check(sent, headers);
        } catch (ProtocolRefusal refusal) {
            throw refuse(span, refusal);
        }
        return span;
    }

    /** Ends what observers see of a request that was let in, but is not to be worked on. */
    public ProtocolRefusal refuse(RequestSpan span, ProtocolRefusal refusal) {
        span.ended(RequestSpans.refused(refusal));
        return refusal;
    }

    private static void check(Modern sent, Optional<RequestHeaders> headers) {
        Request request = sent.request();
        if (!Revisions.MODERN.contains(sent.meta().protocolVersion())) {
            throw ProtocolRefusal.of(
                    BAD_REQUEST,
                    JsonRpcCodes.UNSUPPORTED_PROTOCOL_VERSION,
                    request.id(),
                    "This revision is not spoken here; of those without a handshake, the supported ones are. Others begin"
                            + " with initialize.",
                    Map.of(
                            "supported",
                            Revisions.MODERN,
                            "requested",
                            sent.meta().protocolVersion()));
        }
        headers.ifPresent(present -> HeaderChecks.check(request, present));
    }

    /**
     * Works on a request that was let in. Interrupting the thread cancels it; the response is then to be dropped.
     *
     * @param span what observers see of it
     * @param out takes notifications on the way to the response
     * @return the response
     * @throws ProtocolRefusal for a request that is answered with an error
     */
    public Object answer(
            Modern sent, Arrival from, Optional<RequestHeaders> headers, RequestSpan span, Consumer<Object> out) {
        ModernCall call = ModernCall.of(sent, from, headers, span, out);
        try {
            Map<String, Object> result = result(call);
            if (Thread.currentThread().isInterrupted()) {
                span.ended(RequestSpan.End.cancelled());
            } else {
                span.ended(ModernResults.isComplete(result) ? RequestSpan.End.answered() : RequestSpan.End.continued());
            }
            return ModernResults.response(call.request().id(), result);
        } catch (ProtocolRefusal refusal) {
            if (Thread.currentThread().isInterrupted()) {
                span.ended(RequestSpan.End.cancelled());
                throw refusal;
            }
            throw refuse(span, refusal);
        }
    }

    private Map<String, Object> result(ModernCall call) {
        Request request = call.request();
        try {
            checkTool(call);
            return method(request).handler().apply(call);
        } catch (CallRefusal refusal) {
            throw refused(request, refusal);
        } catch (ProtocolRefusal refusal) {
            throw refusal;
        } catch (RuntimeException mistake) {
            LOG.error("{} failed, trace {}", request.method(), call.trace(), mistake);
            throw ProtocolRefusal.of(
                    OK, JsonRpcCodes.INTERNAL_ERROR, request.id(), "The server made a mistake.", Map.of());
        }
    }

    /** How many clients listen to changes. */
    public int listeners() {
        return subscriptions.open();
    }

    /** Ends the streams of those who listen; calls and tasks go on. */
    @Override
    public void close() {
        subscriptions.close();
    }

    /** Waits for tasks that go on here, then stops the rest; to be called when no call is in flight any more. */
    public void finish(Duration atMost) {
        tasks.ifPresent(present -> present.finish(atMost));
    }

    /** What only a known tool can tell: the capabilities that it needs, and the headers of its arguments. */
    private void checkTool(ModernCall call) {
        Request request = call.request();
        if (!request.method().equals("tools/call")) {
            return;
        }
        catalog.tool(request.params().path("name").asText()).ifPresent(tool -> {
            call.client().require(tool.needs());
            call.headers().ifPresent(present -> HeaderChecks.check(request, headers(tool), present));
        });
    }

    /** The methods of this era. */
    private Map<String, Method> registry() {
        BooleanSupplier always = () -> true;
        BooleanSupplier resources =
                () -> catalog.changing() || !catalog.resources().isEmpty();
        BooleanSupplier prompts = () -> catalog.changing() || !catalog.prompts().isEmpty();
        return Map.ofEntries(
                Map.entry("server/discover", new Method(always, lists::discover)),
                Map.entry("tools/list", new Method(always, lists::tools)),
                Map.entry("tools/call", new Method(always, this::callTool)),
                Map.entry("resources/list", new Method(resources, lists::resources)),
                Map.entry("resources/templates/list", new Method(resources, lists::templates)),
                Map.entry("resources/read", new Method(resources, this::readResource)),
                Map.entry("prompts/list", new Method(prompts, lists::prompts)),
                Map.entry("prompts/get", new Method(prompts, this::getPrompt)),
                Map.entry("completion/complete", new Method(catalog::completes, lists::complete)),
                Map.entry("subscriptions/listen", new Method(always, subscriptions::listen)),
                Map.entry("tasks/get", task(Tasks::get)),
                Map.entry("tasks/update", task(Tasks::update)),
                Map.entry("tasks/cancel", task(Tasks::cancel)));
    }

    private Method task(BiFunction<Tasks, ModernCall, Map<String, Object>> method) {
        return new Method(
                tasks::isPresent,
                call -> tasks.map(present -> method.apply(present, call)).orElse(Map.of()));
    }

    /**
     * A method.
     *
     * @param offered whether there is something behind it
     * @param handler answers with its result
     */
    private record Method(BooleanSupplier offered, Function<ModernCall, Map<String, Object>> handler) {}

    private Method method(Request request) {
        return Optional.ofNullable(methods.get(request.method()))
                .filter(method -> method.offered().getAsBoolean())
                .orElseThrow(() -> ProtocolRefusal.of(
                        NOT_FOUND,
                        JsonRpcCodes.METHOD_NOT_FOUND,
                        request.id(),
                        "There is no such method in this revision.",
                        Map.of()));
    }

    private Map<String, Object> callTool(ModernCall call) {
        McpTool tool = catalog.tool(call.text("name"))
                .orElseThrow(() -> CallRefusal.invalidParams(
                        "params.name must be one of " + String.join(", ", catalog.toolNames()) + "."));
        Optional<String> state = state(call);
        CallContext context = call.context(state);
        Reply<ToolResult> reply = tool.call(call.caller(), call.arguments(), context);
        if (reply instanceof Reply.Later<ToolResult> later
                && tasks.filter(present -> present.welcome(call)).isPresent()) {
            return switch (tasks.get().begin(call, state, later)) {
                case Tasks.Outcome.Plain(Reply.Settled<ToolResult> settled) ->
                    round(call, settled, results::toolResult);
                case Tasks.Outcome.Task(Map<String, Object> task) -> task;
            };
        }
        return round(call, reply.settled(context), results::toolResult);
    }

    private Map<String, Object> readResource(ModernCall call) {
        String uri = call.text("uri");
        McpResource resource = catalog.resource(uri).orElseThrow(() -> CallRefusal.noSuchResource(uri));
        // What depends on more than the URI must not be kept under it.
        boolean retried = call.request().params().has("inputResponses")
                || call.request().params().has("requestState");
        Duration fresh = retried ? Duration.ZERO : resource.fresh();
        return rounds(
                call,
                context -> resource.read(call.caller(), uri, context),
                contents -> results.readResult(contents, fresh));
    }

    private Map<String, Object> getPrompt(ModernCall call) {
        McpPrompt prompt = catalog.prompt(call.text("name"))
                .orElseThrow(() -> CallRefusal.invalidParams("params.name must be one of "
                        + String.join(
                                ", ",
                                catalog.prompts().stream().map(McpPrompt::name).toList())
                        + "."));
        Map<String, String> given = new LinkedHashMap<>();
        call.arguments().properties().forEach(argument -> {
            if (argument.getValue().isContainerNode()) {
                throw CallRefusal.invalidParams("params.arguments." + argument.getKey() + " must be a string.");
            }
            given.put(argument.getKey(), argument.getValue().asText(""));
        });
        List<String> missing = prompt.missing(given);
        if (!missing.isEmpty()) {
            throw CallRefusal.invalidParams("params.arguments lacks " + String.join(", ", missing) + ".");
        }
        return rounds(call, context -> prompt.handler().get(call.caller(), given, context), results::promptResult);
    }

    /** Runs a handler from its beginning; where it asks for input, the client comes again with the answers. */
    private <T> Map<String, Object> rounds(
            ModernCall call, Function<CallContext, Reply<T>> handler, Function<T, Map<String, Object>> written) {
        CallContext context = call.context(state(call));
        return round(call, handler.apply(context).settled(context), written);
    }

    private <T> Map<String, Object> round(
            ModernCall call, Reply.Settled<T> reply, Function<T, Map<String, Object>> written) {
        return switch (reply) {
            case Reply.Complete<T>(T result) -> written.apply(result);
            case Reply.InputRequired<T> asked -> {
                Reply.InputRequired<T> possible = asked.within(call.client());
                yield results.inputRequired(
                        possible.requests(),
                        possible.state().map(state -> states.seal(state, call.caller(), call.request())));
            }
        };
    }

    private Optional<String> state(ModernCall call) {
        JsonNode sealed = call.request().params().path("requestState");
        if (sealed.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(states.open(call.text("requestState"), call.caller(), call.request())
                .orElseThrow(() -> CallRefusal.invalidParams(
                        "params.requestState is not what this request was given, or too old; begin anew without it.")));
    }

    private ToolHeaders headers(McpTool tool) {
        ToolHeaders known = headersByTool.get(tool.name());
        // The catalog may hold another tool of that name by now.
        if (known == null || !known.tool().equals(tool)) {
            known = ToolHeaders.of(tool);
            headersByTool.put(tool.name(), known);
        }
        return known;
    }

    private static ProtocolRefusal refused(Request request, CallRefusal refusal) {
        int status = refusal.code() == JsonRpcCodes.MISSING_REQUIRED_CLIENT_CAPABILITY ? BAD_REQUEST : OK;
        return ProtocolRefusal.of(status, code(refusal), request.id(), refusal.reason(), refusal.data());
    }

    /** Codes of the revisions with sessions that this one has no place for. */
    private static int code(CallRefusal refusal) {
        return switch (refusal.code()) {
            case JsonRpcCodes.RESOURCE_NOT_FOUND -> JsonRpcCodes.INVALID_PARAMS;
            case JsonRpcCodes.SERVER_ERROR -> JsonRpcCodes.INTERNAL_ERROR;
            default -> refusal.code();
        };
    }
}
