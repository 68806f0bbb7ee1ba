package org.enterprisemcp.testkit;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;

/** Cuts a page out of all rows. */
final class FakePage {

    private FakePage() {}

    static QueryPage of(List<Fields> all, int limit, int offset) {
        int from = Math.min(offset, all.size());
        int to = (int) Math.min((long) from + limit, all.size());
        return new QueryPage(
                all.subList(from, to),
                OptionalLong.of(all.size()),
                to < all.size() ? OptionalInt.of(to) : OptionalInt.empty());
    }
}
