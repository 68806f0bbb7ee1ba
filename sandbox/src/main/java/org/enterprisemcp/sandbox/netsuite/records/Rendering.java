package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.Part;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;

/**
 * Records as JSON: links first, then everything in alphabetical order, values that are not there left out (netsuite.md, 1.4).
 *
 * @param work what the request works with
 * @param expand whether lines and subrecords are written out; else they are links
 * @param simpleEnums whether a code of a list is a plain string
 * @param only names of the body fields that are wanted, in lower case; empty for all
 */
record Rendering(Work work, boolean expand, boolean simpleEnums, Set<String> only) {

    /** The record, {@code href} being the link to itself. */
    ObjectNode record(RecordType type, Row row, String href) {
        Map<String, JsonNode> body = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        long id = row.id(type.table().key().name());
        int sign = type.kind().map(kind -> kind.sign()).orElse(1);
        for (Field field : type.fields()) {
            if (wanted(field.name()) && row.has(field.column().name())) {
                body.put(field.name(), Values.of(work, field, row, sign, type.type(), simpleEnums));
            }
        }
        String own = work.links().record(type, id);
        for (Sublist sublist : type.sublists()) {
            if (wanted(sublist.name())) {
                String at = own + "/" + sublist.name();
                body.put(sublist.name(), expand ? expanded(type, sublist, id, at) : linked(at));
            }
        }
        for (Part part : type.parts()) {
            if (wanted(part.name()) && row.has(part.holder().name())) {
                body.put(part.name(), part(part, row, own, expand));
            }
        }
        body.put("id", JsonNodeFactory.instance.textNode(String.valueOf(id)));
        return node(href, body);
    }

    private boolean wanted(String name) {
        return only.isEmpty() || only.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** The lines of a record as they stand inside it when they are written out. */
    ObjectNode expanded(RecordType type, Sublist sublist, long owner, String href) {
        List<Row> lines = Lines.of(work.store(), sublist, owner);
        ObjectNode node = linked(href);
        if (lines.isEmpty()) {
            node.put("count", 0).put("hasMore", false).putArray("items");
            return node.put("offset", 0).put("totalResults", 0);
        }
        ArrayNode items = node.putArray("items");
        lines.forEach(line -> items.add(line(type, sublist, line, href, true)));
        return node.put("totalResults", lines.size());
    }

    /** The lines of a record, asked for by their own address; only links, unless they are to be written out. */
    ObjectNode collection(RecordType type, Sublist sublist, long owner, String own, String href) {
        List<Row> lines = Lines.of(work.store(), sublist, owner);
        ObjectNode node = linked(href);
        node.put("count", lines.size()).put("hasMore", false);
        ArrayNode items = node.putArray("items");
        for (Row line : lines) {
            items.add(expand ? line(type, sublist, line, own, true) : linked(own + "/" + key(sublist, line)));
        }
        return node.put("offset", 0).put("totalResults", lines.size());
    }

    /** One line, {@code href} being the link to its sublist. */
    ObjectNode line(RecordType type, Sublist sublist, Row line, String href, boolean whole) {
        Map<String, JsonNode> body = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int sign = type.kind().map(kind -> -kind.sign()).orElse(1);
        for (Field field : sublist.fields()) {
            if (field.unkept()) {
                body.put(field.name(), JsonNodeFactory.instance.booleanNode(true));
            } else if (line.has(field.column().name())) {
                body.put(field.name(), Values.ofLine(work, field, line, sign, type.type(), simpleEnums));
            }
        }
        String own = href + "/" + key(sublist, line);
        for (Part part : sublist.parts()) {
            if (line.has(part.holder().name())) {
                long key = line.id(part.holder().name());
                body.put(part.name(), part(part, line, own, whole));
                body.put("addressId", JsonNodeFactory.instance.textNode(String.valueOf(key)));
                body.put("id", JsonNodeFactory.instance.numberNode(key(sublist, line)));
                work.store()
                        .row(part.table(), key)
                        .filter(address -> address.has("addrtext"))
                        .ifPresent(address -> body.put(
                                part.name() + "_text", JsonNodeFactory.instance.textNode(address.text("addrtext"))));
            }
        }
        return node(own, body);
    }

    /** A subrecord of a record or line, {@code owner} being the link to that one. */
    ObjectNode part(Part part, Row holder, String owner, boolean whole) {
        String href = owner + "/" + part.name();
        if (!whole) {
            return linked(href);
        }
        Map<String, JsonNode> body = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        work.store().row(part.table(), holder.id(part.holder().name())).ifPresent(row -> {
            for (Field field : part.fields()) {
                if (row.has(field.column().name())) {
                    body.put(field.name(), Values.of(work, field, row, 1, "", simpleEnums));
                }
            }
        });
        return node(href, body);
    }

    static long key(Sublist sublist, Row line) {
        return line.id(sublist.key().name());
    }

    private static ObjectNode linked(String href) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("links", Links.self(href));
        return node;
    }

    private static ObjectNode node(String href, Map<String, JsonNode> body) {
        ObjectNode node = linked(href);
        body.forEach((name, value) -> node.set(name, value));
        return node;
    }
}
