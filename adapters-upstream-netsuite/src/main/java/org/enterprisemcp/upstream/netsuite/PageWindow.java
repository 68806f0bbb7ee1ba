package org.enterprisemcp.upstream.netsuite;

/**
 * What to ask for so that certain rows are among the answer: NetSuite takes an offset only if it is a multiple of the limit, and no
 * limit above 1000.
 *
 * @param limit the limit to ask for
 * @param offset the offset to ask for
 * @param skip how many rows at the beginning of the answer nobody wants
 */
record PageWindow(int limit, int offset, int skip) {

    /** The largest page. */
    static final int LARGEST = 1_000;

    /**
     * The window for some rows.
     *
     * @param offset the first row that is wanted
     * @param rows how many are wanted, at least one; those beyond a page need another window
     */
    static PageWindow of(int offset, int rows) {
        for (int limit = Math.min(rows, LARGEST); limit <= LARGEST; limit++) {
            if (offset % limit == 0) {
                return new PageWindow(limit, offset, 0);
            }
        }
        int skip = offset % LARGEST;
        return new PageWindow(LARGEST, offset - skip, skip);
    }
}
