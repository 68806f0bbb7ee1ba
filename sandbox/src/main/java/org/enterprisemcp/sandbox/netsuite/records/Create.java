package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.netsuite.books.Part;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;

/** Makes a record. */
final class Create {

    private final Work work;
    private final Entry entry;
    private final boolean form;

    /** {@code form}: the record is only shown, so nothing is required yet. */
    Create(Work work, Entry entry, boolean form) {
        this.work = work;
        this.entry = entry;
        this.form = form;
    }

    long create(RecordType type, ObjectNode json) {
        return create(type, json, new Row());
    }

    /** Makes a record; {@code given} are values that the caller cannot set. */
    long create(RecordType type, ObjectNode json, Row given) {
        int sign = type.kind().map(kind -> kind.sign()).orElse(1);
        Row row = entry.row(type.fields(), known(type), json, "", type.type(), sign);
        row.putAll(given);
        new Defaults(work).complete(type, row);
        if (!form) {
            Rules.require(type, row);
        }
        new Rules(work).unique(type, row, 0);
        long id = work.store().next(series(type));
        row.put(type.table().key().name(), id);
        work.store().insert(type.table(), row);
        for (Part part : type.parts()) {
            if (Lines.property(json, part.name()) instanceof ObjectNode address) {
                long key = new Addresses(work, entry).write(part, Optional.of(row), address, part.name() + ".", id);
                work.store()
                        .change(
                                "UPDATE " + type.table().name() + " SET "
                                        + part.holder().name() + " = ? WHERE id = ?",
                                key,
                                id);
            }
        }
        for (Sublist sublist : type.sublists()) {
            JsonNode lines = Lines.property(json, sublist.name());
            if (!lines.isMissingNode() && !lines.isNull()) {
                new Lines(work, entry).write(type, sublist, id, lines, false);
            }
        }
        entry.finish();
        new Consequences(work, form).of(type, id);
        return id;
    }

    /** Names in a body that are no fields. */
    static List<String> known(RecordType type) {
        return Stream.concat(
                        type.sublists().stream().map(Sublist::name),
                        type.parts().stream().map(Part::name))
                .toList();
    }

    private static String series(RecordType type) {
        return switch (type.table().name()) {
            case "customer", "vendor", "employee", "contact" -> "entity";
            default -> type.table().name();
        };
    }
}
