package org.enterprisemcp.domain.port;

import java.util.Objects;
import java.util.Optional;

/**
 * What calls are planned with.
 *
 * @param type a record type
 * @param id a record's id
 */
public record PlanSample(Optional<String> type, Optional<String> id) {

    public PlanSample {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }
}
