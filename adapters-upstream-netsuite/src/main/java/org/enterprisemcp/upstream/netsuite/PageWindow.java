package org.enterprisemcp.upstream.netsuite;

/**
 * What to ask for so that certain rows are among the answer: NetSuite takes an offset only if it is a multiple of the limit, no limit
 * above 1000, no page beyond the thousandth and no row beyond the hundred-thousandth.
 *
 * @param limit the limit to ask for
 * @param offset the offset to ask for
 * @param skip how many rows at the beginning of the answer nobody wants
 */
record PageWindow(int limit, int offset, int skip) {

    /** The largest page. */
    static final int LARGEST = 1_000;

    /** No row beyond this one can be reached, whatever the offset. */
    static final int LAST_ROW = 100_000;

    private static final int MOST_PAGES = 1_000;

    /**
     * The window for some rows.
     *
     * @param offset the first row that is wanted, below {@link #LAST_ROW}
     * @param rows how many are wanted, at least one; those beyond a page need another window
     */
    static PageWindow of(int offset, int rows) {
        int smallest = Math.max(Math.min(rows, LARGEST), offset / MOST_PAGES + 1);
        for (int limit = smallest; limit <= LARGEST; limit++) {
            if (offset % limit == 0 && offset + limit <= LAST_ROW) {
                return new PageWindow(limit, offset, 0);
            }
        }
        int skip = offset % LARGEST;
        return new PageWindow(LARGEST, offset - skip, skip);
    }
}
