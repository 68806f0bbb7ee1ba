package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.modern.TaskRecord.Question;
import org.enterprisemcp.mcp.modern.TaskRecord.Status;

/** Where task records stand. What two replicas do to one at once has one winner. */
final class TaskShelf {

    private static final String SPACE = "mcp-task";
    private static final int ID_BYTES = 24;

    private final StateStore store;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TaskShelf(StateStore store, JsonCodec codec, Clock clock) {
        this.store = store;
        this.mapper = codec.mapper();
        this.clock = clock;
    }

    /** An id that nobody guesses. */
    String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Puts a new one; when this returns, everybody finds it. */
    void add(String id, TaskRecord task) {
        store.put(SPACE, id, written(task), task.remaining(clock.instant()));
    }

    Optional<TaskRecord> find(String id) {
        return store.get(SPACE, id).map(entry -> read(entry.value()));
    }

    void remove(String id) {
        store.delete(SPACE, id);
    }

    /** A record as it was and as it is. */
    record Change(TaskRecord before, TaskRecord after) {}

    /**
     * Changes one, unless it has ended.
     *
     * @return what became of it; empty if there is none
     */
    Optional<Change> change(String id, UnaryOperator<TaskRecord> how) {
        while (true) {
            Optional<StateStore.Entry> found = store.get(SPACE, id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            TaskRecord before = read(found.get().value());
            TaskRecord after = before.status().isFinal() ? before : how.apply(before);
            if (after.equals(before)
                    || store.compareAndSet(
                            SPACE, id, found.get().version(), written(after), after.remaining(clock.instant()))) {
                return Optional.of(new Change(before, after));
            }
        }
    }

    private String written(TaskRecord task) {
        ObjectNode json = mapper.createObjectNode();
        json.put("owner", task.owner());
        json.set("params", task.params());
        json.put("status", task.status().name());
        json.put("created", task.created().toString());
        json.put("updated", task.updated().toString());
        json.put("round", task.round());
        ObjectNode pending = json.putObject("pending");
        task.pending()
                .forEach((key, question) -> pending.putObject(key)
                        .put("key", question.key())
                        .put("method", question.method())
                        .set("params", question.params()));
        ObjectNode inputs = json.putObject("inputs");
        task.inputs().forEach(inputs::set);
        task.state().ifPresent(state -> json.put("state", state));
        task.outcome().ifPresent(outcome -> json.set("outcome", outcome));
        return json.toString();
    }

    private TaskRecord read(String text) {
        try {
            JsonNode json = mapper.readTree(text);
            Map<String, Question> pending = new LinkedHashMap<>();
            json.path("pending")
                    .properties()
                    .forEach(question -> pending.put(
                            question.getKey(),
                            new Question(
                                    question.getValue().path("key").asText(),
                                    question.getValue().path("method").asText(),
                                    (ObjectNode) question.getValue().path("params"))));
            Map<String, ObjectNode> inputs = new LinkedHashMap<>();
            json.path("inputs")
                    .properties()
                    .forEach(input -> inputs.put(input.getKey(), (ObjectNode) input.getValue()));
            return new TaskRecord(
                    json.path("owner").asText(),
                    (ObjectNode) json.path("params"),
                    Status.valueOf(json.path("status").asText()),
                    Instant.parse(json.path("created").asText()),
                    Instant.parse(json.path("updated").asText()),
                    json.path("round").asInt(),
                    pending,
                    inputs,
                    Optional.ofNullable(json.get("state")).map(JsonNode::asText),
                    Optional.ofNullable(json.get("outcome")));
        } catch (JsonProcessingException foreign) {
            throw new UncheckedIOException(foreign);
        }
    }
}
