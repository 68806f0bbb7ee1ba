package org.enterprisemcp.sandbox.netsuite.oauth;

import java.util.List;
import java.util.Optional;

/**
 * A login that is on its way from page to page.
 *
 * @param wanted what the client asks for
 * @param accounts where the user may go: one account, or all of them at the system's own login
 * @param user whether the password was right
 * @param choice whom the user acts as; empty before the role is picked
 */
record Login(Authorization.Wanted wanted, List<Account> accounts, boolean user, Optional<Choice> choice) {

    /**
     * An account and a role in it.
     *
     * @param account the account
     * @param role one of its roles
     */
    record Choice(Account account, Account.Role role) {

        /** What stands for it in a form: {@code 1234567:1012}. */
        String value() {
            return account.id() + ":" + role.id();
        }
    }

    Login {
        accounts = List.copyOf(accounts);
    }

    static Login begin(Authorization.Wanted wanted, List<Account> accounts) {
        return new Login(wanted, accounts, false, Optional.empty());
    }

    Login withUser() {
        return new Login(wanted, accounts, true, Optional.empty());
    }

    Login with(Choice chosen) {
        return new Login(wanted, accounts, user, Optional.of(chosen));
    }

    /** Whom the user may act as. Administrators get no MCP token. */
    List<Choice> choices() {
        boolean mcp = wanted.scopes().contains(Scopes.MCP);
        return accounts.stream()
                .flatMap(account -> account.roles().stream().map(role -> new Choice(account, role)))
                .filter(choice -> !mcp || choice.role().id() != Account.ADMINISTRATOR)
                .toList();
    }

    Optional<Choice> choice(String value) {
        return choices().stream().filter(choice -> choice.value().equals(value)).findFirst();
    }
}
