package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How deep a query is nested, as far as its parentheses tell; those inside texts count too.
 *
 * @param parentheses the most parentheses that are open at once
 * @param selects the most of them that hold a SELECT
 */
record Nesting(int parentheses, int selects) {

    private static final String SELECT = "SELECT";

    static Nesting of(String query) {
        Deque<Boolean> open = new ArrayDeque<>();
        int deepest = 0;
        int selects = 0;
        int deepestSelects = 0;
        for (int i = 0; i < query.length(); i++) {
            char here = query.charAt(i);
            if (here == '(') {
                boolean select = beginsSelect(query, i + 1);
                open.push(select);
                selects += select ? 1 : 0;
                deepest = Math.max(deepest, open.size());
                deepestSelects = Math.max(deepestSelects, selects);
            } else if (here == ')' && !open.isEmpty()) {
                selects -= open.pop() ? 1 : 0;
            }
        }
        return new Nesting(deepest, deepestSelects);
    }

    private static boolean beginsSelect(String query, int from) {
        int at = from;
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
        return query.regionMatches(true, at, SELECT, 0, SELECT.length());
    }
}
