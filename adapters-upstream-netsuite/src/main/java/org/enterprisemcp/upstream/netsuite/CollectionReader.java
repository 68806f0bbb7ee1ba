package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** Reads NetSuite's collections, page after page until what is wanted is there. */
final class CollectionReader {

    private final SuiteTalk suiteTalk;

    CollectionReader(SuiteTalk suiteTalk) {
        this.suiteTalk = suiteTalk;
    }

    /**
     * Brings rows.
     *
     * @param offset the first row that is wanted
     * @param rows how many are wanted; more than a page takes several requests, and progress is told
     * @param request the request for a window
     */
    Answer<QueryPage> read(CallScope scope, int offset, int rows, Function<PageWindow, RestRequest> request) {
        List<Fields> items = new ArrayList<>();
        CallFacts facts = CallFacts.none();
        OptionalLong total = OptionalLong.empty();
        boolean more = true;
        while (more && items.size() < rows && offset + items.size() < PageWindow.LAST_ROW) {
            int next = offset + items.size();
            PageWindow window = PageWindow.of(next, rows - items.size());
            RestAnswer answer = suiteTalk.call(scope, request.apply(window));
            facts = answer.facts().after(facts);
            JsonNode page = answer.body().path("items");
            if (!page.isArray()) {
                throw new UpstreamException.Server("NetSuite's answer holds no items.", facts);
            }
            int before = items.size();
            add(page, window.skip(), rows, items);
            total = total(answer.body());
            // A page that promises more and brings nothing would be asked for without end.
            more = items.size() > before
                    && (answer.body().path("hasMore").asBoolean()
                            || page.size() - window.skip() > items.size() - before);
            tellProgress(scope, rows, items.size(), total, offset);
        }
        return new Answer<>(new QueryPage(items, total, nextOffset(offset + items.size(), more)), facts);
    }

    private static void add(JsonNode page, int skip, int rows, List<Fields> items) {
        for (int i = skip; i < page.size() && items.size() < rows; i++) {
            items.add(JsonCodec.fields(page.get(i)));
        }
    }

    /** A single page needs no progress: its answer says the same. */
    private static void tellProgress(CallScope scope, int rows, int read, OptionalLong total, int offset) {
        if (rows > PageWindow.LARGEST) {
            OptionalLong all = total.isPresent()
                    ? OptionalLong.of(Math.min(rows, Math.max(read, total.getAsLong() - offset)))
                    : OptionalLong.empty();
            scope.progress().progressed(read, all, read + " rows read");
        }
    }

    private static OptionalLong total(JsonNode collection) {
        JsonNode total = collection.path("totalResults");
        return total.isIntegralNumber() ? OptionalLong.of(total.longValue()) : OptionalLong.empty();
    }

    private static OptionalInt nextOffset(int offset, boolean more) {
        return more && offset < PageWindow.LAST_ROW ? OptionalInt.of(offset) : OptionalInt.empty();
    }
}
