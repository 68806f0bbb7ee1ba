package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/** Pages that are found only through the one before, by a link or a mark in it: an offset is reached by walking there. */
final class ChainWalk {

    private final Paging paging;
    private final Pages pages;

    ChainWalk(Paging paging, Pages pages) {
        this.paging = paging;
        this.pages = pages;
    }

    void fill(Rows rows) {
        PageAsk first = firstAsk(rows);
        Page page = pages.fetch(first);
        long begin = 0;
        for (int count = 1; ; count++) {
            long after = begin + page.rows().size();
            // Some servers lead on after the last row, and only the count says that it was the last.
            long end = page.total().orElse(Long.MAX_VALUE);
            Optional<String> next = page.next().filter(_ -> after < end);
            if (after > rows.position() || next.isEmpty()) {
                rows.take(page, begin, next.isPresent());
            }
            boolean begun = rows.position() > rows.offset();
            if (next.isEmpty() || (begun && (rows.areComplete() || !rows.isBounded()))) {
                return;
            }
            if (count == pages.most()) {
                refuseUnreached(begun, after);
                return;
            }
            page = pages.after(page, next.get(), first);
            begin = after;
        }
    }

    private void refuseUnreached(boolean begun, long reached) {
        if (!begun) {
            throw new RecordValidation(
                    "offset",
                    "cannot be reached: this upstream's pages are found one by one, and " + pages.most()
                            + " pages brought " + reached + " rows. Narrow the query instead.");
        }
    }

    private PageAsk firstAsk(Rows rows) {
        if (!paging.sizeIsTold() || !rows.isBounded()) {
            return PageAsk.none();
        }
        return PageAsk.none().sized(paging, Math.min(rows.position() + rows.room(), paging.maxSize()));
    }
}
