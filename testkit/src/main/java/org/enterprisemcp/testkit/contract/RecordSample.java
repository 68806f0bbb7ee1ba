package org.enterprisemcp.testkit.contract;

import java.util.Objects;
import java.util.function.Supplier;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;

/**
 * Records of the system behind an adapter that its tests may create, change and delete.
 *
 * @param type a record type
 * @param payloads makes a valid payload of that type, each time another one where keys must be unique
 * @param update other values for at least two fields that every payload sets and that come back as they were sent
 * @param clearable the name of one of these fields, one that a record can be without
 * @param missing an id that has the right form and that no record of the type has
 * @param unknownType a record type that has the right form and that the system does not know
 */
public record RecordSample(
        RecordType type,
        Supplier<Fields> payloads,
        Fields update,
        String clearable,
        RecordId missing,
        RecordType unknownType) {

    public RecordSample {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payloads, "payloads");
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(unknownType, "unknownType");
        if (update.values().size() < 2 || !update.values().containsKey(clearable)) {
            throw new IllegalArgumentException("update must name two fields or more, the clearable one among them");
        }
    }

    RecordDraft draft() {
        return new RecordDraft(type, payloads.get());
    }
}
