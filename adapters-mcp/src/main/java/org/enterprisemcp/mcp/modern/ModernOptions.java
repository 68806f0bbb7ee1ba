package org.enterprisemcp.mcp.modern;

import java.util.Objects;
import java.util.Optional;

/**
 * What the era without sessions needs beside the catalog, so that any replica can go on with what another one began.
 *
 * @param seal for what clients carry from one round of a call to the next
 * @param tasks how calls become tasks; without it none does
 */
public record ModernOptions(StateSeal seal, Optional<TaskOptions> tasks) {

    public ModernOptions {
        Objects.requireNonNull(seal, "seal");
        Objects.requireNonNull(tasks, "tasks");
    }

    /** For a server that has no others beside it, and offers no tasks. */
    public static ModernOptions alone() {
        return new ModernOptions(StateSeal.ephemeral(), Optional.empty());
    }
}
