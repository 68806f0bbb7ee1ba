package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.query.QueryPage;
import org.junit.jupiter.api.Test;

/** What every port keeps that brings rows page by page: no row is lost, none comes twice, and the end is told. */
public abstract class PagedContract extends UpstreamContract {

    /** One page; an empty limit leaves the size to the upstream. */
    abstract Answer<QueryPage> page(CallScope scope, OptionalInt limit, int offset);

    /** The rows that there are. */
    abstract RowsSample rows();

    final QueryPage page(int limit, int offset) {
        return page(scope(), OptionalInt.of(limit), offset).value();
    }

    /** The keys of all rows, fetched page by page with the offsets that the pages tell. */
    final List<String> walked(OptionalInt limit) {
        List<String> keys = new ArrayList<>();
        OptionalInt next = OptionalInt.of(0);
        while (next.isPresent()) {
            int offset = next.getAsInt();
            QueryPage page = page(scope(), limit, offset).value();
            assertTrue(
                    page.items().size() <= limit.orElse(Integer.MAX_VALUE),
                    () -> page.items().size() + " rows on a page of " + limit);
            page.nextOffset()
                    .ifPresent(further ->
                            assertTrue(further > offset, () -> "the offset after " + offset + " is " + further));
            keys.addAll(rows().keysOf(page));
            assertTrue(keys.size() <= rows().keys().size(), () -> "more rows than there are: " + keys);
            next = page.nextOffset();
        }
        return keys;
    }

    @Test
    public void bringsAllRowsPageByPageWithoutLossOrRepetition() {
        int all = rows().keys().size();
        for (int limit : new int[] {2, 3, all - 1, all, all + 1}) {
            assertEquals(rows().keys(), walked(OptionalInt.of(limit)), () -> "pages of " + limit);
        }
    }

    @Test
    public void tellsThatThereIsMoreExactlyWhileThereIs() {
        int all = rows().keys().size();
        QueryPage first = page(all - 1, 0);
        assertEquals(OptionalInt.of(all - 1), first.nextOffset(), "the next offset after all rows but one");
        assertTrue(first.truncated());
        assertEquals(OptionalInt.empty(), page(all + 1, 0).nextOffset(), "the next offset after all rows");
        QueryPage last = page(2, all - 1);
        assertEquals(OptionalInt.empty(), last.nextOffset(), "the next offset after the last row");
        assertEquals(1, last.items().size(), "rows on the last page");
    }

    @Test
    public void beginsAtTheOffset() {
        assertEquals(rows().keys().subList(2, 4), rows().keysOf(page(2, 2)));
    }

    @Test
    public void bringsAnEmptyPageBeyondTheEnd() {
        int all = rows().keys().size();
        QueryPage beyond = page(2, all + 2);
        assertEquals(List.of(), beyond.items());
        assertEquals(OptionalInt.empty(), beyond.nextOffset(), "the next offset beyond the end");
    }

    @Test
    public void tellsTheTotalRightOrNotAtAll() {
        int all = rows().keys().size();
        for (int limit : new int[] {2, all + 1}) {
            page(limit, 0).total().ifPresent(total -> assertEquals(all, total, () -> "total with pages of " + limit));
        }
    }

    @Test
    public void sendsNothingAfterTheDeadline() {
        rows();
        assertSendsNothingAfterTheDeadline(late -> page(late, OptionalInt.of(2), 0));
    }
}
