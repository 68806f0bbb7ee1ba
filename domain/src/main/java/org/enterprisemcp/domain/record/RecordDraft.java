package org.enterprisemcp.domain.record;

import java.util.Objects;

/**
 * A record that is to be created.
 *
 * @param type its kind
 * @param payload its content; may be empty where the upstream fills in everything
 */
public record RecordDraft(RecordType type, Fields payload) {

    public RecordDraft {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payload, "payload");
    }
}
