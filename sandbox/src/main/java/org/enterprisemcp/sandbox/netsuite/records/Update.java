package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.Part;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;

/**
 * Changes a record: fields that are not sent stay, {@code null} clears one. With {@code replaceSelectedFields} only fields that
 * {@code replace} names are cleared.
 */
final class Update {

    private final Work work;
    private final Entry entry;
    private final List<String> replace;
    private final boolean selected;

    /**
     * @param replace names of sublists whose lines are replaced, and of fields that may be cleared
     * @param selected whether only those fields may be cleared
     */
    Update(Work work, Entry entry, List<String> replace, boolean selected) {
        this.work = work;
        this.entry = entry;
        this.replace =
                replace.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.selected = selected;
    }

    void update(RecordType type, long id, ObjectNode json) {
        Row old = work.row(type, id);
        int sign = type.kind().map(kind -> kind.sign()).orElse(1);
        Row row = entry.row(type.fields(), Create.known(type), json, "", type.type(), sign);
        if (selected) {
            keepUnselected(type, row);
        }
        for (Part part : type.parts()) {
            if (Lines.property(json, part.name()) instanceof ObjectNode address) {
                Addresses addresses = new Addresses(work, entry);
                row.put(part.holder().name(), addresses.write(part, Optional.of(old), address, part.name() + ".", id));
            }
        }
        Row whole = new Row().putAll(old).putAll(row);
        Rules.require(type, whole);
        new Rules(work).unique(type, row, id);
        for (String column : new String[] {"lastmodifieddate", "lastmodified"}) {
            if (type.table().column(column).isPresent()) {
                row.put(column, work.now());
            }
        }
        work.store().update(type.table(), row, type.table().key().name() + " = ?", id);
        for (Sublist sublist : type.sublists()) {
            JsonNode lines = Lines.property(json, sublist.name());
            if (!lines.isMissingNode() && !lines.isNull()) {
                new Lines(work, entry).write(type, sublist, id, lines, replaces(sublist.name()));
            }
        }
        entry.finish();
        new Consequences(work, false).of(type, id);
    }

    private boolean replaces(String name) {
        return replace.contains(name.toLowerCase(Locale.ROOT));
    }

    private void keepUnselected(RecordType type, Row row) {
        List<String> kept = type.fields().stream()
                .filter(field -> !replaces(field.name()))
                .map(Field::column)
                .map(column -> column.name())
                .toList();
        row.values()
                .entrySet()
                .removeIf((Map.Entry<String, ?> value) -> value.getValue() == null && kept.contains(value.getKey()));
    }
}
