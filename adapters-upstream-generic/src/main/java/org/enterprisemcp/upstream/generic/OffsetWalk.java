package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pages named by the number of rows before them: the caller's own way of counting. */
final class OffsetWalk {

    private final Paging paging;
    private final Paging.Mode.ByOffset mode;
    private final Pages pages;

    OffsetWalk(Paging paging, Paging.Mode.ByOffset mode, Pages pages) {
        this.paging = paging;
        this.mode = mode;
        this.pages = pages;
    }

    void fill(Rows rows) {
        for (int count = 1; count <= Pages.MOST; count++) {
            long position = rows.position();
            int size = Math.min(rows.room(), paging.maxSize());
            Page page = pages.fetch(params(position, size, rows.isBounded()));
            int brought = page.rows().size();
            boolean more =
                    page.hasMoreAfter(position + brought, paging).orElse(isFull(brought, size, rows.isBounded()));
            rows.take(page, position, more);
            if (rows.areComplete() || brought == 0 || !rows.isBounded()) {
                return;
            }
        }
    }

    private Map<String, String> params(long position, int size, boolean bounded) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put(mode.param(), Long.toString(position));
        if (bounded) {
            paging.sizeParam().ifPresent(param -> params.put(param, Integer.toString(size)));
        }
        return params;
    }

    /** Without a count and a link, a page as large as asked for is the only sign that there may be more. */
    private boolean isFull(int brought, int size, boolean bounded) {
        boolean sizeWasAskedFor = bounded && paging.sizeParam().isPresent();
        return sizeWasAskedFor ? brought >= size : brought > 0;
    }
}
