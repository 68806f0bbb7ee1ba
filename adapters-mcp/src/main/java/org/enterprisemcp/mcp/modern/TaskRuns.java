package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks that this process works on, each on a thread of its own, and how their ends are put on record. */
final class TaskRuns {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRuns.class);

    /** Time for those that were stopped to be put on record. */
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final TaskShelf shelf;
    private final ModernResults results;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Map<String, TaskRun> running = new ConcurrentHashMap<>();

    TaskRuns(TaskShelf shelf, ModernResults results, ObjectMapper mapper, Clock clock) {
        this.shelf = shelf;
        this.results = results;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Starts to work on something that may become a task, or is one. */
    void start(TaskRun run, ClientCapabilities client) {
        running.put(run.id(), run);
        run.start(() -> {
            if (run.isTask()) {
                record(run, client);
            }
            running.remove(run.id(), run);
        });
    }

    /**
     * Makes a task of something that is being worked on.
     *
     * @return whether it is one now; if not, it has ended in between, or nothing can be put on record
     */
    boolean keep(TaskRun run, TaskRecord task) {
        try {
            shelf.add(run.id(), task);
        } catch (StateStore.Unavailable unavailable) {
            LOG.warn("no task can be put on record; the client has to wait for its answer", unavailable);
            return false;
        }
        if (run.becomeTask()) {
            return true;
        }
        shelf.remove(run.id());
        return false;
    }

    boolean isHere(String id) {
        return running.containsKey(id);
    }

    /** How many of a caller's are being worked on here. */
    long of(String owner) {
        return running.values().stream()
                .filter(run -> run.owner().equals(owner))
                .count();
    }

    void cancel(String id) {
        Optional.ofNullable(running.get(id)).ifPresent(TaskRun::cancel);
    }

    /** Waits for all of them to end, then stops the rest; what became of each is on record. */
    void finish(Duration atMost) {
        if (!over(atMost)) {
            running.values().forEach(TaskRun::cancel);
            over(STOPPING);
        }
    }

    private boolean over(Duration atMost) {
        CompletableFuture<?>[] all =
                running.values().stream().map(TaskRun::over).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillAtWork) {
            return false;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void record(TaskRun run, ClientCapabilities client) {
        try {
            shelf.change(run.id(), end(run, client));
        } catch (RuntimeException unavailable) {
            LOG.error("the end of a task could not be put on record", unavailable);
        }
    }

    private UnaryOperator<TaskRecord> end(TaskRun run, ClientCapabilities client) {
        try {
            return switch (run.outcome()) {
                case Reply.Complete<ToolResult>(ToolResult result) -> {
                    JsonNode written = mapper.valueToTree(results.toolResult(result));
                    yield task -> task.completed(written, clock.instant());
                }
                case Reply.InputRequired<ToolResult> asked -> {
                    Reply.InputRequired<ToolResult> possible = asked.within(client);
                    yield task -> task.asking(possible.requests(), possible.state(), clock.instant());
                }
            };
        } catch (CallRefusal refusal) {
            return task -> task.failed(error(refusal.code(), refusal.reason(), refusal.data()), clock.instant());
        } catch (RuntimeException mistake) {
            LOG.error("a task failed", mistake);
            return task -> task.failed(
                    error(JsonRpcCodes.INTERNAL_ERROR, "The server made a mistake.", Map.of()), clock.instant());
        }
    }

    /** The error of a task that failed. */
    JsonNode error(int code, String message, Map<String, Object> data) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        if (!data.isEmpty()) {
            error.put("data", data);
        }
        return mapper.valueToTree(error);
    }
}
