package org.enterprisemcp.sandbox.netsuite.suiteql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.enterprisemcp.sandbox.wire.Request;

/**
 * The part of a collection that was asked for.
 *
 * @param limit how many rows at most, 1 to 1,000
 * @param offset how many rows before them, a multiple of {@code limit}
 */
record Paging(int limit, int offset) {

    /** No query answers more rows than this. */
    static final int MOST_ROWS = 100_000;

    private static final int MOST_ON_A_PAGE = 1_000;

    /** @throws Refused if {@code limit} or {@code offset} of the request is none */
    static Paging of(Request request) {
        int limit = number(request, "limit", MOST_ON_A_PAGE);
        int offset = number(request, "offset", 0);
        if (limit < 1 || limit > MOST_ON_A_PAGE) {
            throw Refused.parameter("limit", "Invalid value for query parameter limit. Use a number from 1 to 1000.");
        }
        if (offset % limit != 0) {
            throw Refused.parameter(
                    "offset",
                    "Invalid value for query parameter offset. The offset must be divisible by the limit " + limit
                            + ".");
        }
        if (offset >= MOST_ROWS) {
            throw Refused.parameter(
                    "offset", "Invalid value for query parameter offset. A query returns at most 100000 results.");
        }
        return new Paging(limit, offset);
    }

    /** How many rows of the page may be read. */
    int rows() {
        return Math.min(limit, MOST_ROWS - offset);
    }

    /**
     * The collection around a page.
     *
     * @param address where the collection is, without its query
     * @param total how many rows there are on all pages
     */
    ObjectNode collection(String address, ArrayNode items, int total) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode links = body.putArray("links");
        boolean more = offset + items.size() < total;
        if (offset > 0) {
            link(links, "previous", address, offset - limit);
            link(links, "first", address, 0);
        }
        if (more) {
            link(links, "next", address, offset + limit);
        }
        if (total > limit) {
            link(links, "last", address, (total - 1) / limit * limit);
        }
        link(links, "self", address, offset).put("method", "GET");
        body.put("count", items.size());
        body.put("hasMore", more);
        body.set("items", items);
        body.put("offset", offset);
        body.put("totalResults", total);
        return body;
    }

    private ObjectNode link(ArrayNode links, String relation, String address, int from) {
        return links.addObject().put("rel", relation).put("href", address + "?limit=" + limit + "&offset=" + from);
    }

    private static int number(Request request, String name, int otherwise) {
        String value = request.parameter(name).orElse("");
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw Refused.parameter(name, "Invalid value for query parameter " + name + ". Use a whole number.");
        }
        return Integer.parseInt(value);
    }
}
