package org.enterprisemcp.upstream.generic;

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
        for (int count = 1; count <= pages.most(); count++) {
            long position = rows.position();
            int size = Math.min(rows.room(), paging.maxSize());
            Page page = pages.fetch(ask(position, size, rows.isBounded()));
            int brought = page.rows().size();
            boolean more =
                    page.hasMoreAfter(position + brought, paging).orElse(isFull(brought, size, rows.isBounded()));
            rows.take(page, position, more);
            if (rows.areComplete() || brought == 0 || !rows.isBounded()) {
                return;
            }
        }
    }

    private PageAsk ask(long position, int size, boolean bounded) {
        PageAsk ask = PageAsk.none().with(mode.slot(), position);
        return bounded ? ask.sized(paging, size) : ask;
    }

    /** Without a count and a link, a page as large as asked for is the only sign that there may be more. */
    private boolean isFull(int brought, int size, boolean bounded) {
        boolean sizeWasAskedFor = bounded && paging.sizeIsTold();
        return sizeWasAskedFor ? brought >= size : brought > 0;
    }
}
