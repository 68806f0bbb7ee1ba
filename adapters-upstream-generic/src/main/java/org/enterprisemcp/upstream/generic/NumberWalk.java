package org.enterprisemcp.upstream.generic;

/**
 * Pages named by their number. A window of rows seldom begins where a page does, so a size is chosen whose page covers the window,
 * or as many pages are brought as it takes. Where the upstream grants smaller pages than it was asked for, page numbers mean other
 * rows than we thought: then all begins anew with the size that it grants.
 */
final class NumberWalk {

    private final Paging paging;
    private final Paging.Mode.ByNumber mode;
    private final Pages pages;

    NumberWalk(Paging paging, Paging.Mode.ByNumber mode, Pages pages) {
        this.paging = paging;
        this.mode = mode;
        this.pages = pages;
    }

    void fill(Rows rows) {
        int granted = paging.maxSize();
        int size = Paging.sizeCovering(rows.position(), rows.room(), granted);
        for (int count = 1; count <= pages.most(); count++) {
            long index = rows.position() / size;
            long first = index * size;
            Page page = pages.fetch(ask(mode.first() + index, size));
            int brought = page.rows().size();
            boolean more = page.hasMoreAfter(first + brought, paging).orElse(brought >= size);
            if (more && brought > 0 && brought < size) {
                granted = brought;
                size = Paging.sizeCovering(rows.position(), rows.room(), granted);
                continue;
            }
            rows.take(page, first, more);
            if (rows.areComplete() || brought == 0) {
                return;
            }
        }
    }

    private PageAsk ask(long number, int size) {
        return PageAsk.none().with(mode.slot(), number).sized(paging, size);
    }
}
