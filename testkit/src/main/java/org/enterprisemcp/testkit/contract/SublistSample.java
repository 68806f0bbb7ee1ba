package org.enterprisemcp.testkit.contract;

import java.util.Objects;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;

/**
 * A record with lines.
 *
 * @param type the record's kind
 * @param id the record's id
 * @param sublist the name of a sublist that it has
 * @param rows the lines
 * @param missing an id that has the right form and that no record of the type has
 */
public record SublistSample(RecordType type, RecordId id, String sublist, RowsSample rows, RecordId missing) {

    public SublistSample {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sublist, "sublist");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(missing, "missing");
    }
}
