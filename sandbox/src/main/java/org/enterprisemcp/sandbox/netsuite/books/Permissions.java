package org.enterprisemcp.sandbox.netsuite.books;

import java.util.Locale;
import java.util.Set;

/**
 * What a role may do in an account. What it may not, a service refuses with 403 INSUFFICIENT_PERMISSION, and a query as if the
 * table did not exist (netsuite.md, 1.7 and 1.9).
 *
 * @param hidden the record types, which are tables of the same name, that it may not see; in lower case
 * @param deletes whether it may delete records
 * @param administers whether it may see what is for administrators
 */
public record Permissions(Set<String> hidden, boolean deletes, boolean administers) {

    /** Whatever there is. */
    public static final Permissions ALL = new Permissions(Set.of(), true, true);

    public Permissions {
        hidden = Set.copyOf(hidden);
    }

    /** Whether it may see a record type or a table. */
    public boolean sees(String name) {
        return !hidden.contains(name.toLowerCase(Locale.ROOT));
    }
}
