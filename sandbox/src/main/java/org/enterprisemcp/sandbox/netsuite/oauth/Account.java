package org.enterprisemcp.sandbox.netsuite.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;

/**
 * A NetSuite account with the roles that the demo user has in it.
 *
 * @param id as NetSuite writes it: {@code 1234567_SB1}
 * @param company the name on the pages
 * @param entity the internal id of the demo user's employee record
 * @param roles what the user may act as; the first is chosen unless the user says otherwise
 */
public record Account(String id, String company, long entity, List<Role> roles) {

    /** NetSuite's number of the role Administrator, which no MCP token is given to. */
    static final int ADMINISTRATOR = 3;

    /** A role that may neither delete records nor see employees. */
    public static final int LIMITED = 1013;

    private static final Permissions ASSISTANT = new Permissions(Set.of(), true, false);
    private static final Permissions CLERK = new Permissions(Set.of("employee"), false, false);

    /**
     * A role.
     *
     * @param id its internal id
     * @param name its name on the pages
     * @param permissions what it may do
     */
    public record Role(int id, String name, Permissions permissions) {}

    public Account {
        roles = List.copyOf(roles);
    }

    /** An account in which the demo user has the usual roles. */
    public static Account of(String id, String company, long entity) {
        return new Account(
                id,
                company,
                entity,
                List.of(
                        new Role(1012, "Assistant Integration", ASSISTANT),
                        new Role(LIMITED, "Sales Clerk", CLERK),
                        new Role(ADMINISTRATOR, "Administrator", Permissions.ALL)));
    }

    /** How a host name spells the account: {@code 1234567-sb1}. */
    public String label() {
        return id.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a host such as {@code 1234567-sb1.suitetalk.api.netsuite.com:8080} is this account's. */
    public boolean owns(String host) {
        return host.toLowerCase(Locale.ROOT).startsWith(label() + ".");
    }

    /** The role of that id. */
    public Optional<Role> role(String id) {
        return roles.stream()
                .filter(role -> String.valueOf(role.id()).equals(id))
                .findFirst();
    }
}
