package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.Part;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;

/**
 * Writes the lines of a record. Lines with a known key are changed, lines without one are added; with {@code replace} the lines
 * that were not sent go away. Lines of a sublist without keys are always added (netsuite.md, 1.3).
 */
final class Lines {

    private final Work work;
    private final Entry entry;
    private final LineAmounts amounts;

    Lines(Work work, Entry entry) {
        this.work = work;
        this.entry = entry;
        this.amounts = new LineAmounts(work);
    }

    /** The lines of a record, in their order. */
    static List<Row> of(Store store, Sublist sublist, long owner) {
        return store.rows(
                "SELECT * FROM " + sublist.table().name() + " WHERE " + condition(sublist) + " ORDER BY "
                        + sublist.key().name(),
                owner);
    }

    private static String condition(Sublist sublist) {
        String own = sublist.owner().name() + " = ?";
        return switch (sublist.table().name()) {
            case "transactionline" -> own + " AND mainline = 'F' AND taxline = 'F'";
            case "nexttransactionlink" -> own + " AND linktype = 'Payment'";
            default -> own;
        };
    }

    /** Writes what {@code json} says about a sublist of a record. */
    void write(RecordType type, Sublist sublist, long owner, JsonNode json, boolean replace) {
        List<Row> before = of(work.store(), sublist, owner);
        Set<Long> kept = new HashSet<>();
        if (replace && !sublist.keyed()) {
            before.forEach(line -> remove(sublist, owner, line));
            before = List.of();
        }
        JsonNode items = json.isArray() ? json : json.path("items");
        if (!items.isArray()) {
            throw Refused.content(sublist.name(), "The sublist must be an object with an array 'items'.");
        }
        int position = 0;
        for (JsonNode item : items) {
            String path = sublist.name() + ".items[" + position++ + "].";
            if (!(item instanceof ObjectNode line)) {
                throw Refused.content(path.substring(0, path.length() - 1), "A line must be an object.");
            }
            Optional<Row> old = sublist.keyed() ? old(sublist, before, line, path) : Optional.empty();
            if (leftOut(sublist, line)) {
                old.ifPresent(row -> remove(sublist, owner, row));
                continue;
            }
            kept.add(write(type, sublist, owner, old, line, path));
        }
        if (replace) {
            before.stream()
                    .filter(line -> !kept.contains(Rendering.key(sublist, line)))
                    .forEach(line -> remove(sublist, owner, line));
        }
    }

    private static Optional<Row> old(Sublist sublist, List<Row> before, ObjectNode line, String path) {
        JsonNode sent = property(line, sublist.keyName());
        JsonNode key = sent.isObject() ? sent.path("id") : sent;
        if (key.isMissingNode() || key.isNull()) {
            return Optional.empty();
        }
        Optional<Row> old = before.stream()
                .filter(row -> String.valueOf(Rendering.key(sublist, row)).equals(key.asText()))
                .findFirst();
        boolean own = sublist.table().name().equals("transactionline");
        if (old.isEmpty() && own && !before.isEmpty()) {
            throw Refused.noSuchValue(path + sublist.keyName(), key.asText());
        }
        return old;
    }

    private static boolean leftOut(Sublist sublist, ObjectNode line) {
        return sublist.fields().stream()
                .filter(Field::unkept)
                .map(field -> property(line, field.name()))
                .anyMatch(value -> value.isBoolean() && !value.booleanValue());
    }

    static JsonNode property(ObjectNode json, String name) {
        return json.properties().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private long write(RecordType type, Sublist sublist, long owner, Optional<Row> old, ObjectNode line, String path) {
        int sign = type.kind().map(kind -> -kind.sign()).orElse(1);
        List<String> parts = Stream.concat(
                        sublist.parts().stream().map(Part::name), Stream.of("internalId", "lineUniqueKey"))
                .toList();
        Row row = entry.row(sublist.fields(), parts, line, path, type.type(), sign);
        require(sublist, row, old, path);
        for (Part part : sublist.parts()) {
            if (property(line, part.name()) instanceof ObjectNode address) {
                row.put(
                        part.holder().name(),
                        new Addresses(work, entry).write(part, old, address, path + part.name() + ".", owner));
            }
        }
        if (sublist.table().name().equals("transactionline")) {
            amounts.complete(type, row, old);
        }
        if (old.isPresent()) {
            row.values().remove(sublist.key().name());
            work.store().update(sublist.table(), row, own(sublist), owner, Rendering.key(sublist, old.get()));
            return Rendering.key(sublist, old.get());
        }
        return add(type, sublist, owner, row);
    }

    private static void require(Sublist sublist, Row row, Optional<Row> old, String path) {
        List<String> missing = new ArrayList<>();
        for (Field field : sublist.fields()) {
            String column = field.column().name();
            boolean there = row.names(column) ? row.has(column) : old.isPresent();
            if (field.required() && !there) {
                missing.add(field.label());
            }
        }
        if (!missing.isEmpty()) {
            throw Refused.content(
                    path.substring(0, path.length() - 1),
                    "Error while accessing a resource. Please enter value(s) for: " + String.join(", ", missing));
        }
    }

    private long add(RecordType type, Sublist sublist, long owner, Row row) {
        row.put(sublist.owner().name(), owner);
        switch (sublist.table().name()) {
            case "transactionline" -> {
                long line = work.store()
                                .row("SELECT MAX(id) AS n FROM transactionline WHERE transaction = ?", owner)
                                .orElseThrow()
                                .id("n")
                        + 1;
                row.put("id", line)
                        .put("linesequencenumber", line)
                        .put("uniquekey", work.store().next("transactionline"))
                        .put("mainline", "F")
                        .put("taxline", "F")
                        .suggest("quantityshiprecv", type.name().endsWith("Order") ? 0 : null)
                        .suggest("quantitybilled", type.name().endsWith("Order") ? 0 : null)
                        .put("linelastmodifieddate", work.now());
            }
            case "nexttransactionlink" -> row.put("linktype", "Payment");
            default ->
                row.put(sublist.key().name(), work.store().next(sublist.table().name()));
        }
        work.store().insert(sublist.table(), row);
        return row.id(sublist.key().name());
    }

    private void remove(Sublist sublist, long owner, Row line) {
        work.store()
                .change(
                        "DELETE FROM " + sublist.table().name() + " WHERE " + own(sublist),
                        owner,
                        Rendering.key(sublist, line));
        for (Part part : sublist.parts()) {
            work.store()
                    .change(
                            "DELETE FROM " + part.table().name() + " WHERE "
                                    + part.table().key().name() + " = ?",
                            line.id(part.holder().name()));
        }
    }

    private static String own(Sublist sublist) {
        return sublist.owner().name() + " = ? AND " + sublist.key().name() + " = ?";
    }
}
