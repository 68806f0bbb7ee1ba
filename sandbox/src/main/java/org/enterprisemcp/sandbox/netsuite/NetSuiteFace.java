package org.enterprisemcp.sandbox.netsuite;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.netsuite.oauth.Account;
import org.enterprisemcp.sandbox.netsuite.oauth.OAuthFace;
import org.enterprisemcp.sandbox.wire.Face;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/** NetSuite's addresses: the login pages, the OAuth endpoints, and the services that need a bearer of their own account. */
final class NetSuiteFace implements Face {

    private static final String AUTHORIZE = "/app/login/oauth2/authorize.nl";
    private static final String REST = "/services/rest/";
    private static final String OAUTH = REST + "auth/oauth2/v1/";

    /** On every REST answer; those with a value of their own are made in {@link #dressed} (netsuite.md, 1.5). */
    private static final Map<String, String> USUAL = Map.of(
            "Cache-Control", "No-Cache",
            "Pragma", "No-Cache",
            "Expires", "0",
            "Vary", "User-Agent, Accept-Encoding",
            "Strict-Transport-Security", "max-age=31536000",
            "X-Content-Type-Options", "nosniff");

    private final Accounts accounts;
    private final OAuthFace oauth;
    private volatile Map<String, Tenant> tenants = Map.of();

    NetSuiteFace(Accounts accounts, OAuthFace oauth) {
        this.accounts = accounts;
        this.oauth = oauth;
    }

    /** The services of each account, by its id. They need the port, so they come after it. */
    void open(Map<String, Tenant> opened) {
        tenants = Map.copyOf(opened);
    }

    @Override
    public Place place(Request request) {
        Accounts.Destination destination = accounts.of(request);
        String path = destination.path();
        boolean governed = destination.account().isPresent() && path.startsWith(REST) && !path.startsWith(OAUTH);
        return new Place(destination.account().map(Account::id).orElse(""), path, governed);
    }

    @Override
    public Reply answer(Request request) {
        Accounts.Destination destination = accounts.of(request);
        Request inside = request.at(destination.path());
        if (destination.path().equals(AUTHORIZE)) {
            return destination
                    .account()
                    .map(account -> oauth.authorize(inside, account))
                    .orElseGet(() -> oauth.authorize(inside));
        }
        return destination
                .account()
                .map(account -> answer(inside, account))
                .orElseGet(() -> Refusals.nowhere(request.path()));
    }

    private Reply answer(Request request, Account account) {
        return switch (request.path()) {
            case OAUTH + "token" -> oauth.token(request, account);
            case OAUTH + "revoke" -> oauth.revoke(request, account);
            case OAUTH + "keys" -> oauth.keys(account);
            default -> service(request, account);
        };
    }

    private Reply service(Request request, Account account) {
        if (!request.path().startsWith(REST)) {
            return Refusals.nowhere(request.path());
        }
        Optional<Account.Role> role = oauth.role(request, account);
        if (role.isEmpty()) {
            return Refusals.of(401, account.id());
        }
        Permissions may = role.get().permissions();
        Optional<Tenant> tenant = Optional.ofNullable(tenants.get(account.id()));
        Request inside = request.at(request.path().substring(REST.length()));
        return switch (inside.path().split("/", 2)[0]) {
            case "record", "async", "system" ->
                tenant.map(open -> open.records().answer(inside, may)).orElseGet(() -> Refusals.of(503, account.id()));
            case "query" ->
                tenant.map(open -> open.queries().answer(inside, may)).orElseGet(() -> Refusals.of(503, account.id()));
            default -> Refusals.nowhere(request.path());
        };
    }

    @Override
    public Reply refusal(Request request, int status) {
        return Refusals.of(status, place(request).account());
    }

    @Override
    public Reply dressed(Request request, Reply reply) {
        if (!place(request).path().startsWith(REST)) {
            return reply;
        }
        UUID operation = UUID.randomUUID();
        Reply dressed = reply.with("X-N-OperationId", operation.toString())
                .with("X-NetSuite-JobId", "job_" + Long.toHexString(operation.getMostSignificantBits()))
                .with("akamai-grn", "0." + Long.toHexString(operation.getLeastSignificantBits()));
        for (Map.Entry<String, String> header : USUAL.entrySet()) {
            if (reply.header(header.getKey()).isEmpty()) {
                dressed = dressed.with(header.getKey(), header.getValue());
            }
        }
        return dressed;
    }
}
