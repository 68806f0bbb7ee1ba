package org.enterprisemcp.sandbox.wire;

import java.util.HashMap;
import java.util.Map;

/** How many requests an account may have under way at once. Without a limit there are slots for all. */
final class Slots {

    private int limit = Integer.MAX_VALUE;
    private final Map<String, Integer> taken = new HashMap<>();

    /** From now on so many; those under way are not disturbed. */
    synchronized void limit(int slots) {
        limit = slots;
    }

    /** Takes a slot, unless all are taken. */
    synchronized boolean take(String account) {
        int now = taken.getOrDefault(account, 0);
        if (now >= limit) {
            return false;
        }
        taken.put(account, now + 1);
        return true;
    }

    synchronized void free(String account) {
        taken.merge(account, -1, Integer::sum);
    }
}
