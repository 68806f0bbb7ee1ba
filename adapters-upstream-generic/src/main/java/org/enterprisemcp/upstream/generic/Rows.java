package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;

/** The rows that a caller asked for, as far as they were brought. */
final class Rows {

    private final int offset;
    private final OptionalInt wanted;
    private final List<Fields> items = new ArrayList<>();
    private OptionalLong total = OptionalLong.empty();
    private boolean more;

    /**
     * @param limit how many rows the caller wants
     * @param usual how many there are when the caller does not say; empty leaves that to the upstream
     */
    Rows(int offset, OptionalInt limit, Optional<Integer> usual) {
        this.offset = offset;
        this.wanted = limit.isPresent() ? limit : usual.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    int offset() {
        return offset;
    }

    /** Where the next row stands among all. */
    long position() {
        return (long) offset + items.size();
    }

    /** Whether it was said how many rows are wanted. */
    boolean isBounded() {
        return wanted.isPresent();
    }

    /** How many rows are still wanted. */
    int room() {
        return wanted.orElse(Integer.MAX_VALUE) - items.size();
    }

    /**
     * Takes the rows of a page.
     *
     * @param first where the page's first row stands among all; never after {@link #position}
     * @param moreAfter whether the upstream has rows after this page
     */
    void take(Page page, long first, boolean moreAfter) {
        int skipped = (int) Math.min(page.rows().size(), position() - first);
        List<Fields> fresh = page.rows().subList(skipped, page.rows().size());
        List<Fields> taken = fresh.subList(0, Math.min(room(), fresh.size()));
        items.addAll(taken);
        more = moreAfter || taken.size() < fresh.size();
        if (page.total().isPresent()) {
            total = page.total();
        }
    }

    /** Whether nothing is left to bring: enough rows, or no more there. */
    boolean areComplete() {
        return room() == 0 || !more;
    }

    QueryPage page() {
        boolean goesOn = more && !items.isEmpty() && position() <= Integer.MAX_VALUE;
        return new QueryPage(items, total, goesOn ? OptionalInt.of((int) position()) : OptionalInt.empty());
    }
}
