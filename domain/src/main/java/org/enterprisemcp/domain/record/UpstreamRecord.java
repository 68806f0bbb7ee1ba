package org.enterprisemcp.domain.record;

import java.util.Objects;

/**
 * A record as the upstream holds it.
 *
 * @param type its kind
 * @param id its id
 * @param fields its content
 */
public record UpstreamRecord(RecordType type, RecordId id, Fields fields) {

    public UpstreamRecord {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fields, "fields");
    }
}
