package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.upstream.rest.RetrySafety;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * One thing that the upstream can do, as the descriptor says it.
 *
 * @param name {@code create}, {@code read}, {@code update}, {@code delete} or {@code query}
 * @param method the HTTP method
 * @param path below the base URL
 * @param params the query parameters
 * @param deniedRawParams where the query is itself a query string: the names it must not hold; empty where it is not
 * @param success the statuses that mean success; empty means any 2xx
 * @param id where the new id stands
 * @param record where the record stands in the body
 * @param items where the rows stand in the body
 * @param total where the number of all rows stands
 * @param paging how pages are asked for; empty where one answer holds everything
 * @param language the query language's name
 * @param safety what it does upstream
 */
record Operation(
        String name,
        String method,
        UrlTemplate path,
        List<Param> params,
        Optional<Set<String>> deniedRawParams,
        Set<Integer> success,
        Optional<Loc> id,
        JsonPointer record,
        JsonPointer items,
        Optional<Loc> total,
        Optional<Paging> paging,
        Optional<String> language,
        RetrySafety safety) {

    /** One query parameter. */
    sealed interface Param {
        String name();

        /** Holds the caller's query. */
        record FromQuery(String name) implements Param {}

        /** Holds always the same. */
        record Constant(String name, String value) implements Param {}

        /** Holds a text, its places filled. */
        record Filled(String name, UrlTemplate template) implements Param {}
    }
}
