package org.enterprisemcp.upstream.generic;

import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/** Pages that are found only through the link on the page before: an offset is reached by walking there. */
final class LinkWalk {

    private final Paging paging;
    private final Pages pages;

    LinkWalk(Paging paging, Pages pages) {
        this.paging = paging;
        this.pages = pages;
    }

    void fill(Rows rows) {
        Page page = pages.fetch(firstParams(rows));
        long first = 0;
        for (int count = 1; ; count++) {
            Optional<String> next = page.next();
            long after = first + page.rows().size();
            if (after > rows.position() || next.isEmpty()) {
                rows.take(page, first, next.isPresent());
            }
            boolean begun = rows.position() > rows.offset();
            if (next.isEmpty() || (begun && (rows.areComplete() || !rows.isBounded()))) {
                return;
            }
            if (count == Pages.MOST) {
                refuseUnreached(begun, after);
                return;
            }
            page = pages.follow(page, next.get());
            first = after;
        }
    }

    private static void refuseUnreached(boolean begun, long reached) {
        if (!begun) {
            throw new RecordValidation(
                    "offset",
                    "cannot be reached: this upstream pages by links only, and " + Pages.MOST + " pages brought "
                            + reached + " rows. Narrow the query instead.");
        }
    }

    private Map<String, String> firstParams(Rows rows) {
        if (paging.sizeParam().isEmpty() || !rows.isBounded()) {
            return Map.of();
        }
        long useful = Math.min(rows.position() + rows.room(), paging.maxSize());
        return Map.of(paging.sizeParam().get(), Long.toString(useful));
    }
}
