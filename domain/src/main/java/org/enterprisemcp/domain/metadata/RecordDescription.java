package org.enterprisemcp.domain.metadata;

import java.util.List;
import java.util.Objects;
import org.enterprisemcp.domain.record.RecordType;

/**
 * What a record type is made of, short enough for a model to read.
 *
 * @param type the record type
 * @param fields the fields that were asked for, the required ones first
 * @param sublists the names of its sublists, each of which can be described in turn
 * @param totalFields how many fields there are, those that were left out included
 */
public record RecordDescription(
        RecordType type, List<FieldDescription> fields, List<String> sublists, int totalFields) {

    public RecordDescription {
        Objects.requireNonNull(type, "type");
        fields = List.copyOf(fields);
        sublists = List.copyOf(sublists);
    }
}
