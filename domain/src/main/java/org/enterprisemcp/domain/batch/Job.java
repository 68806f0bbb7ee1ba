package org.enterprisemcp.domain.batch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;

/**
 * Work that the upstream does on its own time.
 *
 * @param id its id
 * @param state how far it has come
 * @param tasks its parts, in order; empty while the upstream does not tell them
 */
public record Job(String id, State state, List<Task> tasks) {

    public Job {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        tasks = List.copyOf(tasks);
    }

    /** How far something has come. */
    public enum State {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /**
     * One part of a job.
     *
     * @param id its id
     * @param state how far it has come
     * @param record the record that it created or changed, where the upstream names it
     * @param result what it brought, where it brought something
     * @param error why it failed, in words that may be shown
     */
    public record Task(
            String id, State state, Optional<RecordId> record, Optional<Fields> result, Optional<String> error) {
        public Task {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(record, "record");
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(error, "error");
        }
    }
}
