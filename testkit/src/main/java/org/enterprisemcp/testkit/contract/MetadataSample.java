package org.enterprisemcp.testkit.contract;

import java.util.Objects;
import org.enterprisemcp.domain.record.RecordType;

/**
 * What is known of the record types of the system behind an adapter.
 *
 * @param type a record type; there are others beside it
 * @param field one of its fields
 * @param unknownType a record type that has the right form and that the system does not know
 */
public record MetadataSample(RecordType type, String field, RecordType unknownType) {

    public MetadataSample {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(unknownType, "unknownType");
    }
}
