package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.NextLink;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** Brings the pages of one query and adds up what the exchanges were. */
final class Pages {

    /** The most pages that one call brings; the rest is the next call's. */
    static final int MOST = 10;

    private final CallScope scope;
    private final Operation operation;
    private final String query;
    private final Requests requests;
    private final Exchanges exchanges;
    private CallFacts facts = CallFacts.none();

    Pages(CallScope scope, Operation operation, String query, Requests requests, Exchanges exchanges) {
        this.scope = scope;
        this.operation = operation;
        this.query = query;
        this.requests = requests;
        this.exchanges = exchanges;
    }

    CallFacts facts() {
        return facts;
    }

    /** The page that these parameters name. */
    Page fetch(Map<String, String> paging) {
        return page(requests.forPage(scope, operation, query, paging));
    }

    /** The page that another page's link names. */
    Page follow(Page before, String link) {
        return NextLink.resolve(before.request().url(), link, scope.target().baseUrl())
                .map(url -> page(requests.following(before.request(), url)))
                .orElseThrow(() -> new UpstreamException.Permission(
                        "The upstream's link to the next page leads out of its base URL and was not followed.", facts));
    }

    /** For an upstream that hands out everything at once. */
    Rows onlyOne(Query window) {
        Rows rows = new Rows(window.offset(), window.limit(), Optional.empty());
        rows.take(fetch(Map.of()), 0, false);
        return rows;
    }

    private Page page(RestRequest request) {
        RestAnswer answer = exchanges.call(scope, request);
        facts = answer.facts().after(facts);
        JsonNode items = answer.body().at(operation.items());
        if (!items.isArray()) {
            throw new UpstreamException.Server(
                    "The upstream's answer holds no list of rows where one was expected.", facts);
        }
        List<Fields> rows = new ArrayList<>(items.size());
        items.forEach(item -> rows.add(JsonCodec.fields(item)));
        return new Page(request, rows, total(answer), next(answer));
    }

    private OptionalLong total(RestAnswer answer) {
        return operation
                .total()
                .flatMap(loc -> loc.in(answer))
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private Optional<String> next(RestAnswer answer) {
        return operation.paging().flatMap(Paging::next).flatMap(loc -> loc.in(answer));
    }
}
