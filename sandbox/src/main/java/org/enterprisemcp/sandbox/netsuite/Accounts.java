package org.enterprisemcp.sandbox.netsuite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.oauth.Account;
import org.enterprisemcp.sandbox.wire.Request;

/**
 * Finds the account that a request is for: by the first step of its path, {@code /1234567_SB1/services/rest/…}, or else by its
 * host, {@code 1234567-sb1.suitetalk.api.netsuite.com} or {@code 1234567-sb1.localhost}.
 *
 * @param all every account of the sandbox
 */
record Accounts(List<Account> all) {

    /**
     * A request's destination.
     *
     * @param account the account, if the request names one that exists
     * @param path the path without the account
     */
    record Destination(Optional<Account> account, String path) {}

    Accounts {
        all = List.copyOf(all);
    }

    /** The account of that id. */
    Optional<Account> named(String id) {
        return all.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    Destination of(Request request) {
        String path = request.path();
        int end = path.indexOf('/', 1);
        String step = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        Optional<Account> byPath = all.stream()
                .filter(account -> account.label().equals(label(step)))
                .findFirst();
        if (byPath.isPresent()) {
            return new Destination(byPath, end < 0 ? "/" : path.substring(end));
        }
        String host = request.header("Host").orElse("");
        return new Destination(
                all.stream().filter(account -> account.owns(host)).findFirst(), path);
    }

    private static String label(String id) {
        return id.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
