package org.enterprisemcp.domain.metadata;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;

/**
 * A question for what fields may be set to; what the upstream offers can depend on the other fields of the record.
 *
 * @param type the record type
 * @param fields the fields, at least one
 * @param id an existing record; empty for one that is about to be created
 * @param context other fields of the record as they would be sent; may be empty
 * @param search how a choice's label begins; empty for all
 * @param limit the most choices for each field
 */
public record FieldChoicesRequest(
        RecordType type,
        List<String> fields,
        Optional<RecordId> id,
        Fields context,
        Optional<String> search,
        int limit) {

    public FieldChoicesRequest {
        Objects.requireNonNull(type, "type");
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new RecordValidation("fields", "must name at least one field");
        }
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(search, "search");
    }
}
