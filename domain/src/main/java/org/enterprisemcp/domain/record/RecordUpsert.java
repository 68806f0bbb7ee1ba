package org.enterprisemcp.domain.record;

import java.util.Objects;

/**
 * A record that is created or changed, whichever it takes, under a key of the caller's own.
 *
 * @param type its kind
 * @param externalId the key
 * @param payload its content
 */
public record RecordUpsert(RecordType type, String externalId, Fields payload) {

    public RecordUpsert {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(externalId, "externalId");
        Objects.requireNonNull(payload, "payload");
    }
}
