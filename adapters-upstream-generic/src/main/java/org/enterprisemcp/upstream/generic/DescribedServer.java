package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** An authorization server as an {@code auth} block tells it. */
final class DescribedServer implements UpstreamAuthorizationServer {

    private static final String ACCOUNT = "account";

    private final LoginBlock login;
    private final Map<String, String> vars;
    private final Pattern accounts;
    private final Optional<AccountId> account;

    /**
     * The server of one block.
     *
     * @param accounts what an account may be
     * @param account the account that calls go to when they name none, for scopes that hold it
     */
    DescribedServer(LoginBlock login, Map<String, String> vars, Pattern accounts, Optional<AccountId> account) {
        this.account = account;
        this.login = login;
        this.vars = vars;
        this.accounts = accounts;
    }

    @Override
    public Endpoints endpoints(Optional<AccountId> account) {
        return new Endpoints(
                filled(login.authorizeUrl(), account),
                filled(login.tokenUrl(), account),
                login.revokeUrl().map(url -> filled(url, account)),
                login.introspectUrl().map(url -> filled(url, account)),
                login.jwksUrl().map(url -> filled(url, account)));
    }

    private String filled(UrlTemplate url, Optional<AccountId> named) {
        return url.filledWith(values(url, named));
    }

    private Map<String, String> values(UrlTemplate template, Optional<AccountId> named) {
        Map<String, String> values = new HashMap<>(vars);
        if (template.places().contains(ACCOUNT)) {
            values.put(ACCOUNT, named(named));
        }
        return values;
    }

    private String named(Optional<AccountId> account) {
        String name = account.map(AccountId::value)
                .orElseThrow(() -> new MissingConfiguration(
                        "UPSTREAM_ACCOUNT_ID", "users sign in at a host that is named after the account"));
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .filter(written -> accounts.matcher(written).matches())
                .findFirst()
                .orElseThrow(() -> new InvalidConfiguration(
                        "UPSTREAM_ACCOUNT_ID", "is no account of this upstream, which look like " + accounts));
    }

    @Override
    public Optional<String> issuer() {
        return login.issuer().filter(url -> !url.places().contains(ACCOUNT)).map(url -> url.filledWith(vars));
    }

    @Override
    public boolean takesSecretInForm() {
        return login.secretInForm();
    }

    @Override
    public Map<String, String> authorizationParameters() {
        return login.authorizeParams();
    }

    @Override
    public List<String> scopes() {
        return login.scopes().stream()
                .map(scope -> scope.plainlyFilledWith(values(scope, account)))
                .toList();
    }

    @Override
    public List<String> problemsOf(List<String> scopes) {
        List<String> problems = new ArrayList<>();
        login.scopeRule().ifPresent(rule -> {
            scopes.stream()
                    .filter(scope -> !rule.pattern().matcher(scope).matches())
                    .forEach(scope -> problems.add(scope + " is no scope that it takes; " + rule.hint()));
            rule.needed()
                    .filter(needed -> scopes.stream().noneMatch(needed.asMatchPredicate()))
                    .ifPresent(_ -> problems.add(rule.hint()));
        });
        return problems;
    }

    @Override
    public Optional<AccountId> accountOf(Map<String, String> redirect) {
        return Optional.empty();
    }
}
