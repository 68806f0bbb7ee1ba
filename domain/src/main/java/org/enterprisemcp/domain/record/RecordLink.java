package org.enterprisemcp.domain.record;

import java.util.Objects;

/**
 * Two records that are tied together or let loose: a contact and a customer.
 *
 * @param type the kind of the record to which something is attached
 * @param id its id
 * @param otherType the kind of what is attached
 * @param otherId its id
 * @param attributes what is said about the tie, such as a role; may be empty
 */
public record RecordLink(RecordType type, RecordId id, RecordType otherType, RecordId otherId, Fields attributes) {

    public RecordLink {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(otherType, "otherType");
        Objects.requireNonNull(otherId, "otherId");
        Objects.requireNonNull(attributes, "attributes");
    }
}
