package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.netsuite.books.Part;

/** Writes subrecords: the addresses of customers and transactions. */
final class Addresses {

    private final Work work;
    private final Entry entry;

    Addresses(Work work, Entry entry) {
        this.work = work;
        this.entry = entry;
    }

    /** Writes an address and returns its key; the one that the holder has already is changed. */
    long write(Part part, Optional<Row> holder, ObjectNode json, String path, long owner) {
        Row row = entry.row(part.fields(), List.of(), json, path, "", 1);
        String key = part.table().key().name();
        Optional<Row> old = holder.filter(each -> each.has(part.holder().name()))
                .flatMap(each ->
                        work.store().row(part.table(), each.id(part.holder().name())));
        Row whole = new Row().putAll(old.orElseGet(Row::new)).putAll(row);
        row.put("addrtext", text(whole));
        if (old.isPresent()) {
            work.store().update(part.table(), row, key + " = ?", old.get().id(key));
            return old.get().id(key);
        }
        row.put(key, work.store().next("address"));
        if (part.table().column("recordowner").isPresent()) {
            row.put("recordowner", owner);
        }
        work.store().insert(part.table(), row);
        return row.id(key);
    }

    /** The address as it is printed. */
    private static String text(Row address) {
        String place = Stream.of("city", "state", "zip")
                .map(address::text)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        return Stream.of(
                        address.text("attention"),
                        address.text("addressee"),
                        address.text("addr1"),
                        address.text("addr2"),
                        place,
                        address.text("country"))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
