package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** Collections of records: links and ids only, page by page (netsuite.md, 1.3). */
final class Lists {

    private static final int MOST = 1_000;
    private static final int MOST_PAGES = 1_000;
    private static final int MOST_ROWS = 100_000;

    private final Work work;

    Lists(Work work) {
        this.work = work;
    }

    /**
     * Which part of a collection.
     *
     * @param limit how many at most, 1 to 1000
     * @param offset how many to leave out before, a multiple of the limit
     */
    record Page(int limit, int offset) {

        static Page of(Call call) {
            int limit = number(call, "limit", MOST);
            int offset = number(call, "offset", 0);
            if (limit < 1 || limit > MOST) {
                throw Refused.parameter(
                        "limit", "Invalid value for the query parameter limit. Provide a value between 1 and 1000.");
            }
            if (offset % limit != 0) {
                throw Refused.parameter(
                        "offset",
                        "Invalid value for the query parameter offset. The offset must be divisible by the limit.");
            }
            if (offset / limit >= MOST_PAGES || offset >= MOST_ROWS) {
                throw Refused.parameter(
                        "offset",
                        "Invalid value for the query parameter offset. There are at most 1000 pages and 100000 results.");
            }
            return new Page(limit, offset);
        }

        private static int number(Call call, String name, int otherwise) {
            String value = call.parameter(name);
            if (value.isEmpty()) {
                return otherwise;
            }
            if (!value.matches("[0-9]{1,8}")) {
                throw Refused.parameter(
                        name, "Invalid value for the query parameter " + name + ". Provide a whole number.");
            }
            return Integer.parseInt(value);
        }

        /** Where the last page begins, in the way the real service counts: by number of pages, rounded down to the limit. */
        int last(int total) {
            int pages = (total + limit - 1) / limit;
            return (pages - 1) / limit * limit;
        }
    }

    ObjectNode list(RecordType type, Call call) {
        Page page = Page.of(call);
        String q = call.parameter("q");
        Filter.Condition filter = q.isBlank() ? new Filter.Condition("1 = 1", List.of()) : Filter.parse(type, q);
        String from = " FROM " + type.table().name() + " WHERE " + type.condition() + " AND (" + filter.sql() + ")";
        int total = (int) work.store()
                .row("SELECT COUNT(*) AS n" + from, filter.values().toArray())
                .orElseThrow()
                .id("n");
        List<Object> values = new ArrayList<>(filter.values());
        values.add(page.offset());
        values.add(page.limit());
        String key = type.table().key().name();
        List<Row> rows = work.store()
                .rows(
                        "SELECT " + key + " AS id" + from + " ORDER BY " + key
                                + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                        values.toArray());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("links", links(type, call, page, total));
        body.put("count", rows.size()).put("hasMore", page.offset() + rows.size() < total);
        ArrayNode items = body.putArray("items");
        for (Row row : rows) {
            ObjectNode item = items.addObject();
            item.set("links", Links.self(work.links().record(type, row.id("id"))));
            item.put("id", String.valueOf(row.id("id")));
        }
        return body.put("offset", page.offset()).put("totalResults", total);
    }

    /** Before, first, next, last, self, in the order of the wire; only those that lead somewhere else. */
    private ArrayNode links(RecordType type, Call call, Page page, int total) {
        ArrayNode links = Links.none();
        if (page.offset() > 0) {
            link(links, "previous", type, call, page, page.offset() - page.limit());
            link(links, "first", type, call, page, 0);
        }
        if (page.offset() + page.limit() < total) {
            link(links, "next", type, call, page, page.offset() + page.limit());
        }
        if (total > page.limit()) {
            link(links, "last", type, call, page, page.last(total));
        }
        links.addAll(Links.self(work.links().href(call.target())));
        return links;
    }

    private void link(ArrayNode links, String rel, RecordType type, Call call, Page page, int offset) {
        String q = call.has("q") ? "q=" + Call.encoded(call.parameter("q")) + "&" : "";
        links.addObject()
                .put("rel", rel)
                .put("href", work.links().collection(type) + "?" + q + "limit=" + page.limit() + "&offset=" + offset);
    }
}
