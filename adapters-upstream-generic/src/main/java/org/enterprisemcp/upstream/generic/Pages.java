package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.NextLink;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** Brings the pages of one query and adds up what the exchanges were. */
final class Pages {

    private static final int NO_CONTENT = 204;

    private final Descriptor descriptor;
    private final Requests requests;
    private final Exchanges exchanges;
    private final CallScope scope;
    private final Operation operation;
    private final CallWishes wishes;
    private CallFacts facts = CallFacts.none();

    Pages(
            Descriptor descriptor,
            Requests requests,
            Exchanges exchanges,
            CallScope scope,
            Operation operation,
            CallWishes wishes) {
        this.descriptor = descriptor;
        this.requests = requests;
        this.exchanges = exchanges;
        this.scope = scope;
        this.operation = operation;
        this.wishes = wishes;
    }

    CallFacts facts() {
        return facts;
    }

    /** The most pages that one call brings; the rest is the next call's. */
    int most() {
        return descriptor.engine().maxPages();
    }

    /** The rows of a window, over as many pages as it takes. */
    Rows window(OptionalInt limit, int offset) {
        return operation
                .paging()
                .filter(paging -> !(paging.mode() instanceof Paging.Mode.InQuery))
                .map(paging -> walked(paging, limit, offset))
                .orElseGet(() -> onlyOne(limit, offset));
    }

    private Rows walked(Paging paging, OptionalInt limit, int offset) {
        Rows rows = new Rows(offset, limit, paging.defaultSize());
        switch (paging.mode()) {
            case Paging.Mode.ByOffset mode -> new OffsetWalk(paging, mode, this).fill(rows);
            case Paging.Mode.ByNumber mode -> new NumberWalk(paging, mode, this).fill(rows);
            case Paging.Mode.ByLink _, Paging.Mode.ByCursor _, Paging.Mode.ByLastItem _, Paging.Mode.InQuery _ ->
                new ChainWalk(paging, this).fill(rows);
        }
        return rows;
    }

    /** For an upstream that hands out everything at once. */
    private Rows onlyOne(OptionalInt limit, int offset) {
        Rows rows = new Rows(offset, limit, Optional.empty());
        rows.take(fetch(PageAsk.none()), 0, false);
        return rows;
    }

    /** The page that is asked for. */
    Page fetch(PageAsk ask) {
        return page(requests.of(scope, operation, wishes, ask));
    }

    /**
     * The page after another one.
     *
     * @param next what leads there
     * @param first how the first page was asked for
     */
    Page after(Page before, String next, PageAsk first) {
        return switch (operation.paging().orElseThrow().mode()) {
            case Paging.Mode.ByCursor mode -> fetch(first.with(mode.slot(), next));
            case Paging.Mode.ByLastItem mode -> fetch(first.with(mode.slot(), next));
            default -> follow(before, next);
        };
    }

    private Page follow(Page before, String link) {
        return NextLink.resolve(before.request().url(), link, scope.target().baseUrl())
                .map(url -> page(requests.following(before.request(), url)))
                .orElseThrow(() -> new UpstreamException.Permission(
                        "The upstream's link to the next page leads out of its base URL and was not followed.", facts));
    }

    private Page page(RestRequest request) {
        RestAnswer answer = exchanges.call(scope, request);
        facts = answer.facts().after(facts);
        List<Fields> rows = rows(answer);
        return new Page(request, rows, total(answer), next(answer));
    }

    private List<Fields> rows(RestAnswer answer) {
        JsonNode items = operation.reply().items().in(answer.body(), idField());
        if (items.isMissingNode() && answer.status() == NO_CONTENT) {
            return List.of();
        }
        if (!items.isArray()) {
            throw new UpstreamException.Server(
                    "The upstream's answer holds no list of rows where one was expected.", facts);
        }
        List<Fields> rows = new ArrayList<>(items.size());
        items.forEach(item -> rows.add(JsonCodec.fields(item)));
        return rows;
    }

    private OptionalLong total(RestAnswer answer) {
        return operation
                .reply()
                .total()
                .flatMap(loc -> loc.in(answer, idField()))
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private Optional<String> next(RestAnswer answer) {
        Optional<Paging> paging = operation.paging();
        return switch (paging.map(Paging::mode).orElseGet(Paging.Mode.InQuery::new)) {
            case Paging.Mode.ByCursor mode -> mode.mark().in(answer, idField());
            case Paging.Mode.ByLastItem mode -> lastItem(mode, answer);
            default -> paging.flatMap(Paging::next).flatMap(loc -> loc.in(answer, idField()));
        };
    }

    private Optional<String> lastItem(Paging.Mode.ByLastItem mode, RestAnswer answer) {
        JsonNode items = operation.reply().items().in(answer.body(), idField());
        boolean more = mode.more()
                .scalarIn(answer.body(), idField())
                .filter("true"::equals)
                .isPresent();
        return more && !items.isEmpty()
                ? mode.pointer().scalarIn(items.get(items.size() - 1), idField())
                : Optional.empty();
    }

    private String idField() {
        return descriptor.names().idField(wishes.type().map(RecordType::value).orElse(""));
    }
}
