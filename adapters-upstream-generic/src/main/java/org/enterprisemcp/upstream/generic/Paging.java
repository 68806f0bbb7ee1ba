package org.enterprisemcp.upstream.generic;

import java.util.Optional;

/**
 * How an upstream hands out rows page by page.
 *
 * @param mode what names a page
 * @param size where the size of a page goes; empty where it has no place, or only one in a header
 * @param defaultSize the size where the caller asks for none
 * @param maxSize the largest page that the upstream grants
 * @param sizeIsTold whether the upstream is told the size at all
 * @param next where the upstream says that there is another page, and which
 */
record Paging(
        Mode mode,
        Optional<Slot> size,
        Optional<Integer> defaultSize,
        int maxSize,
        boolean sizeIsTold,
        Optional<Loc> next) {

    /** What names a page. */
    sealed interface Mode {

        /** The number of rows before it. */
        record ByOffset(Slot slot) implements Mode {}

        /** Its number; the first one's may be 0 or 1. */
        record ByNumber(Slot slot, int first) implements Mode {}

        /** Nothing but the link that the page before it held. */
        record ByLink() implements Mode {}

        /** A mark that the page before it held. */
        record ByCursor(Loc mark, Slot slot) implements Mode {}

        /**
         * The last row of the page before it.
         *
         * @param pointer what of the row names it
         * @param more where the page says whether another one follows
         */
        record ByLastItem(Pointer pointer, Pointer more, Slot slot) implements Mode {}

        /** The query itself: there is one page, and the next one is another query. */
        record InQuery() implements Mode {}
    }

    /**
     * Where a value of the paging goes.
     *
     * @param name a parameter's name, or a pointer into the body
     * @param inBody whether it goes into the body
     */
    record Slot(String name, boolean inBody) {}

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
