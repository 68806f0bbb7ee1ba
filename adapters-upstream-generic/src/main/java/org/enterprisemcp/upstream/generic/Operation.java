package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.upstream.rest.RetrySafety;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * One thing that the upstream can do, as the descriptor says it.
 *
 * @param name {@code create}, {@code read} and so on
 * @param safety what it does upstream
 * @param ask how it is asked for
 * @param reply how its answer is read
 * @param paging how pages are asked for; empty where one answer holds everything
 * @param language the query language's name
 */
record Operation(
        String name, RetrySafety safety, Ask ask, Reply reply, Optional<Paging> paging, Optional<String> language) {

    /** Whether the record type is part of the URL. */
    boolean isTyped() {
        return ask.places().contains("type");
    }

    /** Whether it takes a text in the upstream's query language. */
    boolean takesQuery() {
        return ask.denied().isPresent() || ask.query().isPresent() || takes(Param.Source.QUERY);
    }

    /** Whether a parameter takes what the source has. */
    boolean takes(Param.Source source) {
        return ask.params().stream().anyMatch(param -> param instanceof Param.From from && from.source() == source);
    }

    /**
     * How an operation is asked for.
     *
     * @param method the HTTP method
     * @param path below the base URL
     * @param params the query parameters
     * @param denied where the query is itself a query string: the names it must not hold; empty where it is not
     * @param headers further headers
     * @param query how the query goes into the body, where it does
     * @param wrap where in the body a written record goes, the outermost step first
     * @param form whether bodies go as forms
     * @param ifMatch which condition a write carries
     * @param replaces whether a write clears the fields that it does not name
     * @param idempotencyHeader the header that carries a key by which a repetition is recognised
     * @param key the field that an upsert finds records by, unless the caller names another
     */
    record Ask(
            String method,
            UrlTemplate path,
            List<Param> params,
            Optional<Set<String>> denied,
            Map<String, UrlTemplate> headers,
            Optional<QueryBody> query,
            List<String> wrap,
            boolean form,
            IfMatch ifMatch,
            boolean replaces,
            Optional<String> idempotencyHeader,
            Optional<String> key) {

        /** The places of its path and parameters. */
        Set<String> places() {
            Set<String> places = path.places();
            params.forEach(param -> {
                if (param instanceof Param.Filled filled) {
                    places.addAll(filled.template().places());
                }
            });
            return places;
        }
    }

    /**
     * How an answer is read.
     *
     * @param success the statuses that mean success; empty means any 2xx
     * @param ambiguous the statuses that mean that several records fit
     * @param id where the new id stands
     * @param record where the record stands in the body
     * @param etag where the record's version stands
     * @param created where an upsert says that it created the record
     * @param only where the list stands that must hold exactly one record
     * @param items where the rows stand in the body
     * @param total where the number of all rows stands
     * @param columns how a type or a field is described, in each of the items
     */
    record Reply(
            Set<Integer> success,
            Set<Integer> ambiguous,
            Optional<Loc> id,
            Pointer record,
            Optional<Loc> etag,
            Optional<Loc> created,
            Optional<Pointer> only,
            Pointer items,
            Optional<Loc> total,
            Columns columns) {}

    /** The condition of a write. */
    enum IfMatch {
        NONE,
        /** Only if there is a record at all. */
        ANY,
        /** Only if the record is still the one that was read. */
        ETAG,
        /** The same where the record has a version; else {@link #ANY}. */
        ETAG_OR_ANY
    }

    /**
     * How the query goes into the body.
     *
     * @param asJson whether the query is a JSON object, rather than a text
     * @param at where it goes; for a JSON object the body itself
     */
    record QueryBody(boolean asJson, Pointer at) {}

    /** One query parameter. */
    sealed interface Param {
        String name();

        /** Where a value may come from. */
        enum Source {
            QUERY,
            FIELDS,
            SORT,
            KEY
        }

        /**
         * Holds something of the call.
         *
         * @param repeated whether several values stand each in a parameter of their own rather than between commas
         */
        record From(String name, Source source, boolean repeated) implements Param {}

        /** Holds always the same. */
        record Constant(String name, String value) implements Param {}

        /** Holds a text, its places filled. */
        record Filled(String name, UrlTemplate template) implements Param {}
    }
}
