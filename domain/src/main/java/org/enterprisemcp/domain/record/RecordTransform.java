package org.enterprisemcp.domain.record;

import java.util.Objects;

/**
 * A record that is made from another one: an invoice from a sales order.
 *
 * @param type the kind of the record that is there
 * @param id its id
 * @param targetType the kind of the record that is to be made
 * @param payload fields of the new record that differ from what the upstream would fill in; may be empty
 */
public record RecordTransform(RecordType type, RecordId id, RecordType targetType, Fields payload) {

    public RecordTransform {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(targetType, "targetType");
        Objects.requireNonNull(payload, "payload");
    }
}
