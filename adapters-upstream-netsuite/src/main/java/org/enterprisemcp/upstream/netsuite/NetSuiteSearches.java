package org.enterprisemcp.upstream.netsuite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.upstream.rest.RestRequest;

/**
 * Lists of records, by conditions in the {@code q} language. A hit is an id and nothing else, so fields that are wanted are read
 * in one further SuiteQL query.
 */
final class NetSuiteSearches implements RecordSearches {

    private final CollectionReader collections;
    private final QueryEngine queries;

    NetSuiteSearches(CollectionReader collections, QueryEngine queries) {
        this.collections = collections;
        this.queries = queries;
    }

    @Override
    public Answer<QueryPage> search(CallScope scope, RecordSearch search) {
        List<String> fields = search.fields().stream()
                .map(field -> RecordNames.word("fields", field))
                .toList();
        Answer<QueryPage> hits = collections.read(
                scope,
                search.offset(),
                Math.min(search.limit(), PageWindow.LARGEST),
                window -> request(scope, search, window));
        List<Fields> ids =
                hits.value().items().stream().map(NetSuiteSearches::onlyId).toList();
        // Ids come from NetSuite and are digits; what is none is left out rather than put into a query.
        String digits = ids.stream()
                .map(NetSuiteSearches::id)
                .filter(id -> id.matches("-?[0-9]{1,18}"))
                .collect(Collectors.joining(","));
        if (fields.isEmpty() || digits.isEmpty()) {
            return hits.map(page -> new QueryPage(ids, page.total(), page.nextOffset()));
        }
        Answer<Map<String, Fields>> rows = rows(scope, search, fields, digits);
        List<Fields> full =
                ids.stream().map(hit -> rows.value().getOrDefault(id(hit), hit)).toList();
        CallFacts facts = rows.facts().after(hits.facts());
        return new Answer<>(
                new QueryPage(full, hits.value().total(), hits.value().nextOffset()), facts);
    }

    private static RestRequest request(CallScope scope, RecordSearch search, PageWindow window) {
        Place place = SuiteTalk.records(search.type()).with(window);
        String expression = search.expression().orElseGet(() -> FilterExpression.of(search.filters()));
        return SuiteTalk.read(scope, "search", expression.isEmpty() ? place : place.with("q", expression))
                .about(search.type());
    }

    private Answer<Map<String, Fields>> rows(CallScope scope, RecordSearch search, List<String> fields, String ids) {
        List<String> columns = new ArrayList<>(List.of("id"));
        fields.stream().filter(field -> !field.equalsIgnoreCase("id")).forEach(columns::add);
        String sql = "SELECT " + String.join(", ", columns) + " FROM " + QueryTableNames.of(search.type())
                + " WHERE id IN (" + ids + ")";
        Query query = new Query(sql, OptionalInt.of(PageWindow.LARGEST), 0);
        return queries.execute(scope, query)
                .map(page -> page.items().stream()
                        .collect(Collectors.toMap(
                                NetSuiteSearches::id, row -> named(row, columns), (first, _) -> first)));
    }

    /** SuiteQL answers in lower case; the caller gets the names that it asked for. */
    private static Fields named(Fields row, List<String> columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : columns) {
            Object value = row.values().get(column.toLowerCase(Locale.ROOT));
            if (value != null) {
                values.put(column, value);
            }
        }
        return new Fields(values);
    }

    private static Fields onlyId(Fields hit) {
        return Fields.empty().with("id", id(hit));
    }

    private static String id(Fields row) {
        return String.valueOf(row.values().get("id"));
    }
}
