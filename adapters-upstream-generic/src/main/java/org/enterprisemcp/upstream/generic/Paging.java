package org.enterprisemcp.upstream.generic;

import java.util.Optional;

/**
 * How an upstream hands out rows page by page.
 *
 * @param mode what names a page
 * @param sizeParam the parameter for the size of a page
 * @param defaultSize the size where the caller asks for none
 * @param maxSize the largest page that the upstream grants
 * @param next where the upstream says that there is another page, and which
 */
record Paging(Mode mode, Optional<String> sizeParam, Optional<Integer> defaultSize, int maxSize, Optional<Loc> next) {

    /** What names a page. */
    sealed interface Mode {

        /** The number of rows before it. */
        record ByOffset(String param) implements Mode {}

        /** Its number; the first one's may be 0 or 1. */
        record ByNumber(String param, int first) implements Mode {}

        /** Nothing but the link that the page before it held. */
        record ByLink() implements Mode {}
    }

    /**
     * The size of pages by which a window of rows is reached best: the smallest one whose single page covers it, else the largest
     * useful one.
     */
    static int sizeCovering(long offset, int wanted, int max) {
        int least = Math.min(wanted, max);
        for (int size = least; size <= max; size++) {
            if (offset / size == (offset + least - 1) / size) {
                return size;
            }
        }
        return least;
    }
}
