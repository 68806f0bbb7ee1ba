package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.enterprisemcp.mcp.modern.TaskRecord.Status;

/**
 * Calls that go on while their client comes and asks (extension {@code io.modelcontextprotocol/tasks}, SEP-2663). A client that
 * knows tasks waits for a plain answer as long as the server's patience lasts; then it gets a task.
 */
final class Tasks {

    static final ClientCapabilities EXTENSION = ClientCapabilities.extension("io.modelcontextprotocol/tasks");

    /** What takes longer has no one who works on it any more: no call of ours may take so long. */
    static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final String CANCELLED = "mcp-task-cancelled";
    private static final int MOST_PER_CALLER = 100;
    private static final List<String> NOT_KEPT = List.of("_meta", "inputResponses", "requestState", "task");

    private final TaskOptions options;
    private final McpCatalog catalog;
    private final ModernResults results;
    private final Clock clock;
    private final TaskShelf shelf;
    private final TaskRuns runs;

    Tasks(TaskOptions options, McpCatalog catalog, ModernResults results, JsonCodec codec, Clock clock) {
        this.options = options;
        this.catalog = catalog;
        this.results = results;
        this.clock = clock;
        this.shelf = new TaskShelf(options.store(), codec, clock);
        this.runs = new TaskRuns(shelf, results, codec.mapper(), clock);
        options.store().subscribe(CANCELLED, runs::cancel);
    }

    /** What came of a call: its plain outcome, or a task that it has become. */
    sealed interface Outcome {

        record Plain(Reply.Settled<ToolResult> reply) implements Outcome {}

        record Task(Map<String, Object> result) implements Outcome {}
    }

    /** Whether a call may become a task: its client knows them, and has not too many already. */
    boolean welcome(ModernCall call) {
        return call.client().covers(EXTENSION) && runs.of(call.caller().principal()) < MOST_PER_CALLER;
    }

    /**
     * Does what may take long.
     *
     * @param state what the tool gave the client to carry before, opened
     */
    Outcome begin(ModernCall call, Optional<String> state, Reply.Later<ToolResult> later) {
        boolean atOnce = options.patience().isZero();
        AtomicBoolean listening = new AtomicBoolean(!atOnce);
        ModernCall apart = call.telling(message -> {
            if (listening.get()) {
                call.out().accept(message);
            }
        });
        CallContext context = apart.context(state);
        String owner = call.caller().principal();
        TaskRun run = new TaskRun(shelf.newId(), owner, atOnce, () -> later.settled(context));
        ObjectNode params = call.request().params().deepCopy().without(NOT_KEPT);
        TaskRecord task = TaskRecord.begun(owner, params, context.inputs(), state, clock.instant());
        if (atOnce) {
            shelf.add(run.id(), task);
            runs.start(run, call.client());
            return new Outcome.Task(created(run.id(), task));
        }
        runs.start(run, call.client());
        try {
            if (!run.await(options.patience()) && runs.keep(run, task)) {
                listening.set(false);
                return new Outcome.Task(created(run.id(), task));
            }
            run.await(LONGEST_RUN);
            return new Outcome.Plain(run.outcome());
        } catch (InterruptedException gone) {
            run.cancel();
            Thread.currentThread().interrupt();
            throw new CallRefusal(JsonRpcCodes.INTERNAL_ERROR, "The call was cancelled.", Map.of());
        }
    }

    /** {@code tasks/get}. */
    Map<String, Object> get(ModernCall call) {
        String id = known(call);
        TaskRecord task = shelf.change(id, found -> runs.isHere(id) ? found : unlessLost(found))
                .map(TaskShelf.Change::after)
                .filter(found -> isOf(call, found))
                .orElseThrow(Tasks::unknown);
        Map<String, Object> result = results.complete();
        result.putAll(described(id, task));
        if (!task.pending().isEmpty()) {
            Map<String, Object> asked = new LinkedHashMap<>();
            task.pending()
                    .forEach((key, question) ->
                            asked.put(key, Map.of("method", question.method(), "params", question.params())));
            result.put("inputRequests", asked);
        }
        task.outcome()
                .ifPresent(outcome -> result.put(task.status() == Status.COMPLETED ? "result" : "error", outcome));
        return result;
    }

    /** {@code tasks/update}: the client's answers. With the last one, the task goes on. */
    Map<String, Object> update(ModernCall call) {
        String id = known(call);
        if (!call.request().params().has("inputResponses")) {
            throw CallRefusal.invalidParams("params.inputResponses must be an object.");
        }
        Map<String, ObjectNode> answers = call.inputs();
        TaskShelf.Change change = shelf.change(id, task -> task.answered(answers, clock.instant()))
                .orElseThrow(Tasks::unknown);
        if (change.before().status() == Status.INPUT_REQUIRED && change.after().status() == Status.WORKING) {
            goOn(id, change.after(), call);
        }
        return results.complete();
    }

    /** {@code tasks/cancel}: whoever works on it stops; a task that has ended stays as it is. */
    Map<String, Object> cancel(ModernCall call) {
        String id = known(call);
        shelf.change(id, task -> task.cancelled(clock.instant()));
        runs.cancel(id);
        options.store().publish(CANCELLED, id);
        return results.complete();
    }

    /** Waits for all that go on here, then stops the rest. */
    void finish(Duration atMost) {
        runs.finish(atMost);
    }

    /** The tool is run from its beginning again, with all answers that there are. */
    private void goOn(String id, TaskRecord task, ModernCall update) {
        ObjectNode params = task.params().deepCopy();
        ObjectNode inputs = params.putObject("inputResponses");
        task.inputs().forEach(inputs::set);
        ModernCall again = update.telling(new Request(update.request().id(), "tools/call", params), message -> {});
        CallContext context = again.context(task.state());
        McpTool tool = catalog.tool(params.path("name").asText()).orElseThrow(Tasks::unknown);
        runs.start(
                new TaskRun(
                        id,
                        task.owner(),
                        true,
                        () -> tool.call(again.caller(), again.arguments(), context)
                                .settled(context)),
                update.client());
    }

    /** The id of a task that is the caller's. For a task of somebody else, the answer is that there is none. */
    private String known(ModernCall call) {
        call.client().require(EXTENSION);
        String id = call.text("taskId");
        TaskRecord task = shelf.find(id).filter(found -> isOf(call, found)).orElseThrow(Tasks::unknown);
        Set<Scope> needed = catalog.tool(task.params().path("name").asText())
                .map(McpTool::scopes)
                .orElse(Set.of());
        if (!call.caller().scopes().containsAll(needed)) {
            throw ProtocolRefusal.insufficientScope(
                    needed, call.request().id(), "Your access token does not allow what this task does.");
        }
        return id;
    }

    private TaskRecord unlessLost(TaskRecord task) {
        boolean lost = task.status() == Status.WORKING
                && Duration.between(task.updated(), clock.instant()).compareTo(LONGEST_RUN) > 0;
        return lost
                ? task.failed(
                        runs.error(
                                JsonRpcCodes.INTERNAL_ERROR,
                                "The server that worked on this has gone; whether it was done is not known.",
                                Map.of()),
                        clock.instant())
                : task;
    }

    private static boolean isOf(ModernCall call, TaskRecord task) {
        return task.owner().equals(call.caller().principal());
    }

    private static CallRefusal unknown() {
        return CallRefusal.invalidParams("params.taskId names no task (any more).");
    }

    private Map<String, Object> created(String id, TaskRecord task) {
        Map<String, Object> result = results.task();
        result.putAll(described(id, task));
        return result;
    }

    private static Map<String, Object> described(String id, TaskRecord task) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("taskId", id);
        described.put("status", task.status().wireName());
        described.put("createdAt", task.created().toString());
        described.put("lastUpdatedAt", task.updated().toString());
        described.put("ttlMs", TaskRecord.LIFE.toMillis());
        described.put("pollIntervalMs", POLL_INTERVAL.toMillis());
        return described;
    }
}
