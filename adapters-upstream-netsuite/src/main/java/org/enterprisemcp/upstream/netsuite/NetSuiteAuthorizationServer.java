package org.enterprisemcp.upstream.netsuite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;

/**
 * NetSuite's OAuth 2.0. A user may sign in before the account is known, on the host that all accounts share; the redirect back then
 * says which account was chosen. Endpoints for tokens stand on the account's own host.
 */
final class NetSuiteAuthorizationServer implements UpstreamAuthorizationServer {

    private static final String AUTHORIZE = "/app/login/oauth2/authorize.nl";
    private static final String SHARED_HOST = "https://system.netsuite.com";
    private static final String MCP = "mcp";
    private static final Set<String> SCOPES = Set.of("restlets", "rest_webservices", "suite_analytics", MCP);

    private static final Pattern ROLE_AND_ENTITY = Pattern.compile("(?<role>[0-9]{1,12});(?<entity>-?[0-9]{1,12})");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}");

    private final AccountHosts hosts;

    NetSuiteAuthorizationServer(AccountHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Endpoints endpoints(Optional<AccountId> account) {
        Optional<BaseUrl> root = account.flatMap(hosts::of).or(hosts::forAll);
        String tokens = root.map(BaseUrl::value).orElse(SHARED_HOST + "/services/rest/") + "auth/oauth2/v1/";
        String login = root.map(NetSuiteAuthorizationServer::loginHost).orElse(SHARED_HOST);
        return new Endpoints(
                login + AUTHORIZE,
                tokens + "token",
                Optional.of(tokens + "revoke"),
                Optional.empty(),
                Optional.of(tokens + "keys"));
    }

    @Override
    public Optional<String> issuer() {
        return Optional.of(SHARED_HOST);
    }

    @Override
    public List<String> scopes() {
        return List.of("rest_webservices");
    }

    @Override
    public List<String> problemsOf(List<String> scopes) {
        List<String> problems = new ArrayList<>();
        scopes.stream()
                .filter(scope -> !SCOPES.contains(scope))
                .forEach(scope -> problems.add(
                        "NetSuite has no scope " + scope + "; it has restlets, rest_webservices and suite_analytics"));
        if (scopes.contains(MCP)) {
            problems.add("the scope mcp is for Oracle's own MCP server: a token that has it cannot call REST");
        }
        if (!scopes.contains("rest_webservices")) {
            problems.add("the scope rest_webservices is needed for every call");
        }
        return problems;
    }

    @Override
    public Optional<AccountId> accountOf(Map<String, String> redirect) {
        String company = redirect.getOrDefault("company", "");
        try {
            AccountId account = AccountHosts.canonical(new AccountId(company));
            if (AccountHosts.isAccount(account)) {
                return Optional.of(account);
            }
        } catch (RecordValidation notAnAccount) {
            // Said below, for both.
        }
        throw new TokenValidation("NetSuite's redirect names no account in company.");
    }

    /** The token's subject is {@code role;entity}; where the token is opaque, the redirect says the same. */
    @Override
    public Map<String, String> identityOf(Map<String, String> redirect, Map<String, Object> claims) {
        Matcher subject = ROLE_AND_ENTITY.matcher(String.valueOf(claims.get("sub")));
        Map<String, String> identity = new LinkedHashMap<>();
        for (String name : List.of("role", "entity")) {
            String value = subject.matches() ? subject.group(name) : redirect.getOrDefault(name, "");
            if (NUMBER.matcher(value).matches()) {
                identity.put(name, value);
            }
        }
        return identity;
    }

    /** Login pages stand on the host of the user interface; a sandbox that is configured instead has both on one. */
    private static String loginHost(BaseUrl root) {
        return AccountHosts.userInterface(root).orElseGet(() -> root.value().replaceFirst("/services/rest/$", ""));
    }
}
