package org.enterprisemcp.upstream.netsuite;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant. */
final class NearestName {

    private static final int MOST = 5;

    private NearestName() {}

    /** Up to five names that resemble a misspelt one, the nearest first, never itself; none where nothing comes near. */
    static List<String> of(String misspelt, Collection<String> known) {
        String wanted = misspelt.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(1, (wanted.length() + 1) / 3);
        return known.stream()
                .filter(name -> !name.equalsIgnoreCase(wanted))
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= tolerance
                        || isPart(wanted, name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean isPart(String wanted, String name) {
        return wanted.length() > 3 && name.length() > 3 && (name.contains(wanted) || wanted.contains(name));
    }

    /** The edit distance, row by row; two letters that changed places are one edit, for that is how people mistype. */
    private static int distance(String left, String right) {
        int[][] rows = new int[left.length() + 1][right.length() + 1];
        Arrays.setAll(rows[0], i -> i);
        for (int i = 1; i <= left.length(); i++) {
            rows[i][0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = rows[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (isSwapped(left, i, right, j)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[left.length()][right.length()];
    }

    private static boolean isSwapped(String left, int i, String right, int j) {
        return i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
    }
}
