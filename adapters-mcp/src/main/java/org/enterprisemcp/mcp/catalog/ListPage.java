package org.enterprisemcp.mcp.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that is too long for one answer (server/utilities/pagination). The cursor names the entry after which the next
 * part begins, so that it stays good while entries come and go.
 *
 * @param entries what stands on the page
 * @param nextCursor where the next page begins, if there is one
 */
public record ListPage<T>(List<T> entries, Optional<String> nextCursor) {

    /** More than the catalog of any upstream that we know. */
    static final int SIZE = 100;

    public ListPage {
        entries = List.copyOf(entries);
    }

    /**
     * The page to which a cursor leads; the first one without a cursor.
     *
     * @param key what entries are told apart by
     * @throws CallRefusal for a cursor that no page of this list has brought, or whose entry is gone
     */
    public static <T> ListPage<T> of(List<T> all, Function<T, String> key, Optional<String> cursor) {
        int begin = cursor.map(given -> after(all, key, given)).orElse(0);
        int end = Math.min(all.size(), begin + SIZE);
        Optional<String> next = end < all.size() ? Optional.of(written(key.apply(all.get(end - 1)))) : Optional.empty();
        return new ListPage<>(all.subList(begin, end), next);
    }

    private static <T> int after(List<T> all, Function<T, String> key, String cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (written(key.apply(all.get(i))).equals(cursor)) {
                return i + 1;
            }
        }
        throw CallRefusal.invalidParams("params.cursor is none of this list's; begin without one.");
    }

    private static String written(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
