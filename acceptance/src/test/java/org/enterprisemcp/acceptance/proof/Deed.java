package org.enterprisemcp.acceptance.proof;

import java.util.Locale;

/** What is asked of every server, in the order of the tables. */
enum Deed {
    CREATE,
    READ,
    UPDATE,
    UPSERT,
    QUERY,
    PAGING,
    DELETE,
    DUPLICATE,
    MISSING,
    STALE_ETAG,
    REFUSED_INPUT,
    THROTTLE,
    REPEATED_CREATE,
    HOSTILE_IDS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
