package org.enterprisemcp.mcp.modern;

import java.time.Duration;
import java.util.Objects;
import org.enterprisemcp.domain.port.StateStore;

/**
 * How calls become tasks (extension {@code io.modelcontextprotocol/tasks}).
 *
 * @param store where tasks stand; with one that replicas share, any of them answers for a task
 * @param patience how long a client that knows tasks is kept waiting for a plain answer
 */
public record TaskOptions(StateStore store, Duration patience) {

    public TaskOptions {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(patience, "patience");
    }
}
