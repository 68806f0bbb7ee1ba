package org.enterprisemcp.domain.metadata;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.record.RecordType;

/**
 * Which part of a record type's description is wanted: whole ones can have hundreds of fields.
 *
 * @param type the record type
 * @param search a part of a field's name or label; empty for all
 * @param include which fields
 * @param sublist the sublist whose fields are wanted instead of the record's own
 */
public record RecordDescriptionRequest(
        RecordType type, Optional<String> search, Include include, Optional<String> sublist) {

    public RecordDescriptionRequest {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(include, "include");
        Objects.requireNonNull(sublist, "sublist");
    }

    /** All fields of a record type. */
    public static RecordDescriptionRequest all(RecordType type) {
        return new RecordDescriptionRequest(type, Optional.empty(), Include.ALL, Optional.empty());
    }

    /** Which fields are wanted. */
    public enum Include {
        REQUIRED,
        WRITABLE,
        ALL
    }
}
