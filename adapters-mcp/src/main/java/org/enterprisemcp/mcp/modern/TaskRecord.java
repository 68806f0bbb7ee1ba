package org.enterprisemcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.catalog.InputRequest;

/**
 * All that is known of a task, as plain data: any replica can tell of it, and go on with it when the client has answered.
 *
 * @param owner the principal of the caller whose it is; for everybody else there is no such task
 * @param params the parameters of the {@code tools/call} that it came from
 * @param status where it stands
 * @param created when it began
 * @param updated when it last changed
 * @param round how often the client was asked
 * @param pending what the client is asked and has not answered, by keys that are good for one task and one question
 * @param inputs the answers so far, by the keys of the tool
 * @param state what the tool wants to know when it goes on
 * @param outcome the result of a task that is completed, the error of one that failed
 */
record TaskRecord(
        String owner,
        ObjectNode params,
        Status status,
        Instant created,
        Instant updated,
        int round,
        Map<String, Question> pending,
        Map<String, ObjectNode> inputs,
        Optional<String> state,
        Optional<JsonNode> outcome) {

    /** From its beginning, not from its end. */
    static final Duration LIFE = Duration.ofHours(1);

    TaskRecord {
        pending = Collections.unmodifiableMap(new LinkedHashMap<>(pending));
        inputs = Map.copyOf(inputs);
    }

    /** Where a task stands. */
    enum Status {
        WORKING,
        INPUT_REQUIRED,
        COMPLETED,
        FAILED,
        CANCELLED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isFinal() {
            return this != WORKING && this != INPUT_REQUIRED;
        }
    }

    /**
     * Something that the client is asked.
     *
     * @param key the key by which the tool knows it
     */
    record Question(String key, String method, ObjectNode params) {}

    /** A task that begins. */
    static TaskRecord begun(
            String owner, ObjectNode params, Map<String, ObjectNode> inputs, Optional<String> state, Instant now) {
        return new TaskRecord(owner, params, Status.WORKING, now, now, 0, Map.of(), inputs, state, Optional.empty());
    }

    TaskRecord completed(JsonNode result, Instant now) {
        return ended(Status.COMPLETED, Optional.of(result), now);
    }

    TaskRecord failed(JsonNode error, Instant now) {
        return ended(Status.FAILED, Optional.of(error), now);
    }

    TaskRecord cancelled(Instant now) {
        return ended(Status.CANCELLED, Optional.empty(), now);
    }

    /** Waits for the client. */
    TaskRecord asking(Map<String, InputRequest> requests, Optional<String> wanted, Instant now) {
        Map<String, Question> asked = new LinkedHashMap<>();
        requests.forEach((key, request) -> asked.put(
                round == 0 ? key : "round" + (round + 1) + ":" + key,
                new Question(key, request.method(), request.params())));
        return new TaskRecord(
                owner, params, Status.INPUT_REQUIRED, created, now, round + 1, asked, inputs, wanted, Optional.empty());
    }

    /** Knows some answers more; with all of them it works again. Answers to what was not asked are nobody's. */
    TaskRecord answered(Map<String, ObjectNode> answers, Instant now) {
        Map<String, Question> left = new LinkedHashMap<>(pending);
        Map<String, ObjectNode> known = new LinkedHashMap<>(inputs);
        answers.forEach((key, answer) ->
                Optional.ofNullable(left.remove(key)).ifPresent(question -> known.put(question.key(), answer)));
        if (left.size() == pending.size()) {
            return this;
        }
        Status next = left.isEmpty() ? Status.WORKING : Status.INPUT_REQUIRED;
        return new TaskRecord(owner, params, next, created, now, round, left, known, state, Optional.empty());
    }

    /** How long it still stands. */
    Duration remaining(Instant now) {
        return Duration.between(now, created.plus(LIFE));
    }

    private TaskRecord ended(Status how, Optional<JsonNode> with, Instant now) {
        return new TaskRecord(owner, params, how, created, now, round, Map.of(), Map.of(), Optional.empty(), with);
    }
}
