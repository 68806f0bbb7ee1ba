package org.enterprisemcp.upstream.netsuite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;
import org.jspecify.annotations.Nullable;

/** SuiteQL. Values come as NetSuite sends them, as strings, unless a typed view is asked for. */
final class NetSuiteQueries implements QueryEngine {

    private static final int DEFAULT_ROWS = 100;
    private static final int MOST_ROWS = 10_000;
    private static final Place SUITEQL = Place.of("query", "v1", "suiteql");

    private final CollectionReader collections;
    private final SuiteQlReviewer reviewer;
    private final TypedRows typedRows;

    NetSuiteQueries(CollectionReader collections, SuiteQlReviewer reviewer, TypedRows typedRows) {
        this.collections = collections;
        this.reviewer = reviewer;
        this.typedRows = typedRows;
    }

    @Override
    public Answer<QueryPage> execute(CallScope scope, Query query) {
        if (!reviewer.isSingleSelect(query.text())) {
            throw new RecordValidation("query", "must be one SELECT: SuiteQL changes nothing and takes one statement");
        }
        if (query.offset() >= PageWindow.LAST_ROW) {
            throw new RecordValidation(
                    "offset",
                    "must be below " + PageWindow.LAST_ROW
                            + ", NetSuite brings no row beyond; continue by a condition"
                            + " instead: WHERE id > the last id, ORDER BY id");
        }
        Fields body = body(query, scope.options().list(NetSuiteOptions.PARAMS));
        Answer<QueryPage> answer =
                collections.read(scope, query.offset(), rows(scope, query), window -> request(scope, body, window));
        QueryPage page = answer.value();
        List<String> notes = new ArrayList<>(reviewer.warnings(query.text()));
        if (page.nextOffset().isEmpty()
                && page.total().orElse(0) > query.offset() + page.items().size()) {
            notes.add("NetSuite brings no row beyond the first " + PageWindow.LAST_ROW
                    + ": continue with WHERE id > the last id, ORDER BY id.");
        }
        List<Fields> rows =
                page.items().stream().map(NetSuiteQueries::withoutLinks).toList();
        if (scope.options().flag(NetSuiteOptions.TYPED)) {
            TypedRows.Typed typed = typedRows.typed(scope, query.text(), rows);
            rows = typed.rows();
            notes.addAll(typed.notes());
        }
        return new Answer<>(new QueryPage(rows, page.total(), page.nextOffset(), notes), answer.facts());
    }

    private static int rows(CallScope scope, Query query) {
        OptionalInt most = scope.options().number(NetSuiteOptions.MAX_ROWS);
        if (most.isPresent() && most.getAsInt() > MOST_ROWS) {
            throw new RecordValidation(NetSuiteOptions.MAX_ROWS, "must be at most " + MOST_ROWS);
        }
        return most.orElseGet(() -> Math.min(MOST_ROWS, query.limit().orElse(DEFAULT_ROWS)));
    }

    private static RestRequest request(CallScope scope, Fields body, PageWindow window) {
        RestRequest post = RestRequest.of(
                "query",
                RetrySafety.READ,
                "POST",
                SUITEQL.with(window).below(scope.target().baseUrl()));
        return post.withHeaders(Map.of("Prefer", "transient")).withBody(body).succeedingWith(Set.of(200));
    }

    private static Fields body(Query query, List<?> params) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("q", withoutSemicolon(query.text()));
        if (!params.isEmpty()) {
            body.put("params", params.stream().map(NetSuiteQueries::written).toList());
        }
        return new Fields(body);
    }

    /** Bound values are texts, as help shows them; booleans are letters in SuiteQL. */
    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean flag -> flag ? "T" : "F";
            case BigDecimal decimal -> decimal.toPlainString();
            default -> value.toString();
        };
    }

    /** Models end statements as they learnt it; SuiteQL takes no semicolon, and nothing but comments follows this one. */
    private static String withoutSemicolon(String query) {
        return SuiteQlTokens.of(query).stream()
                .filter(token -> token.isSymbol(";"))
                .findFirst()
                .map(end -> query.substring(0, end.at()))
                .orElse(query)
                .strip();
    }

    private static Fields withoutLinks(Fields row) {
        Map<String, Object> values = new LinkedHashMap<>(row.values());
        values.remove("links");
        return new Fields(values);
    }
}
