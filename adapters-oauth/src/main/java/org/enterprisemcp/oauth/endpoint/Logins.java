package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.grant.Grants;
import org.enterprisemcp.oauth.grant.StateSpace;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.Opaque;
import org.enterprisemcp.oauth.upstream.KnownProblems;
import org.enterprisemcp.oauth.upstream.TokenAnswer;
import org.enterprisemcp.oauth.upstream.TokenCheck;
import org.enterprisemcp.oauth.upstream.TokenResponse;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the upstream's login and back. What is on its way has a state, good once, and a cookie in the browser it began in. */
final class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final StateSpace<Begun> begun;
    private final UpstreamLogin upstream;
    private final TokenCheck check;
    private final GrantAuthority authority;
    private final Cookies cookies;
    private final KeyRing keys;
    private final ServerUrls urls;
    private final Clock clock;

    Logins(
            StateStore store,
            UpstreamLogin upstream,
            TokenCheck check,
            GrantAuthority authority,
            Cookies cookies,
            KeyRing keys,
            ServerUrls urls,
            Clock clock) {
        this.begun = new StateSpace<>(store, "login", Begun.class);
        this.upstream = upstream;
        this.check = check;
        this.authority = authority;
        this.cookies = cookies;
        this.keys = keys;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * A login on its way.
     *
     * @param verifier this server's own code verifier, which no client and no browser ever sees
     * @param nonce what must come back in the id token
     */
    record Begun(Transaction transaction, String verifier, String nonce) {
        @Override
        public String toString() {
            return "Begun[***]";
        }
    }

    /** Begins a login in a browser; where the browser goes. */
    String begin(ServerRequest request, ServerResponse response, Transaction transaction, String browser) {
        String state = Opaque.create();
        Begun login = new Begun(transaction, Opaque.create(), Opaque.create());
        begun.put(Opaque.hash(state), login, LIFE);
        cookies.bind(request, response, state, browser);
        return upstream.authorizationUrl(state, Opaque.hash(login.verifier()), login.nonce(), urls.resource());
    }

    /**
     * The upstream's login sends the browser back.
     *
     * @throws OAuthRefusal when the user must see a page: it is not certain whose login this is
     */
    void comeBack(ServerRequest request, ServerResponse response) {
        Map<String, String> redirect = Parameters.ofQuery(request).once();
        String state = Optional.ofNullable(redirect.get("state"))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.INVALID_REQUEST, "state is missing."));
        if (begun.find(Opaque.hash(state)).isEmpty()) {
            throw unknownLogin();
        }
        if (!cookies.isBound(request, state)) {
            throw new OAuthRefusal(
                    OAuthError.ACCESS_DENIED,
                    "This login was not begun in this browser. Connect again in your MCP client.",
                    "the login's cookie is missing or not its own");
        }
        Begun login = begun.take(Opaque.hash(state)).orElseThrow(Logins::unknownLogin);
        cookies.unbind(response, state);
        if (!upstream.isFromIssuer(redirect)) {
            throw new OAuthRefusal(
                    OAuthError.INVALID_REQUEST,
                    "The answer does not come from the server that you were sent to.",
                    "iss is missing or another one");
        }
        String target = finished(login, redirect, account(redirect));
        response.status(Status.FOUND_302);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.LOCATION, target);
        response.send();
    }

    /** Only now is the user's account known; one that is not allowed here gets no further, and its code is not redeemed. */
    private Optional<AccountId> account(Map<String, String> redirect) {
        if (redirect.containsKey("error")) {
            return Optional.empty();
        }
        try {
            return upstream.accountOf(redirect);
        } catch (TokenValidation otherAccount) {
            throw new OAuthRefusal(OAuthError.INVALID_REQUEST, otherAccount.safeMessage());
        }
    }

    private String finished(Begun login, Map<String, String> redirect, Optional<AccountId> account) {
        Transaction transaction = login.transaction();
        String error = redirect.getOrDefault("error", "");
        if (error.equals("access_denied")) {
            tell(GrantObserver.Event.ACCESS_DENIED);
            LOG.info("event=upstream_login result=access_denied");
            return transaction.withError(
                    OAuthError.ACCESS_DENIED, "The login at the upstream was not completed.", urls.issuer());
        }
        String code = redirect.getOrDefault("code", "");
        if (!error.isEmpty() || code.isEmpty()) {
            tell(GrantObserver.Event.LOGIN_REFUSED);
            LOG.warn(
                    "event=upstream_login result=refused problem=\"{}\"",
                    KnownProblems.explain(error, KnownProblems.codeIn(redirect.getOrDefault("error_description", "")))
                            .orElse("none that is known"));
            return failed(transaction);
        }
        Instant askedAt = clock.instant();
        return switch (upstream.exchange(account, code, login.verifier())) {
            case TokenResponse tokens
            when check.accepts(tokens, login.nonce(), account) -> {
                tell(GrantObserver.Event.SIGNED_IN);
                LOG.info("event=upstream_login result=signed_in");
                yield transaction.withCode(code(transaction, redirect, account, tokens, askedAt), urls.issuer());
            }
            case TokenResponse tokens -> {
                tell(GrantObserver.Event.LOGIN_REFUSED);
                LOG.warn("event=upstream_login result=token_refused");
                yield failed(transaction);
            }
            case TokenAnswer.Refused refused -> {
                tell(GrantObserver.Event.LOGIN_REFUSED);
                LOG.error(
                        "event=upstream_exchange result=refused status={} problem=\"{}\"",
                        refused.status(),
                        refused.explanation().orElse(refused.error()));
                yield failed(transaction);
            }
            case TokenAnswer.Failed failed -> {
                tell(GrantObserver.Event.LOGIN_FAILED);
                LOG.error(
                        "event=upstream_exchange result=failed status={}",
                        failed.status().orElse(0));
                yield failed(transaction);
            }
        };
    }

    private void tell(GrantObserver.Event event) {
        authority.grants().observer().observed(event);
    }

    private String code(
            Transaction transaction,
            Map<String, String> redirect,
            Optional<AccountId> account,
            TokenResponse tokens,
            Instant askedAt) {
        String user = upstream.userOf(tokens).orElseGet(Opaque::name);
        String accountName = account.map(AccountId::value).orElse("");
        String grantId = authority
                .grants()
                .begin(new Grants.Login(
                        transaction.clientId(),
                        keys.mac(KeyPurpose.SUBJECT, accountName + "|" + user),
                        accountName,
                        transaction.scopes(),
                        tokens,
                        askedAt,
                        upstream.identityOf(redirect, tokens)));
        return authority
                .codes()
                .issue(grantId, transaction.clientId(), transaction.redirectUri(), transaction.challenge());
    }

    private String failed(Transaction transaction) {
        return transaction.withError(
                OAuthError.SERVER_ERROR,
                "The upstream's login did not succeed; ask the operator if it stays so.",
                urls.issuer());
    }

    private static OAuthRefusal unknownLogin() {
        return new OAuthRefusal(
                OAuthError.INVALID_REQUEST, "There is no such login (any more). Connect again in your MCP client.");
    }
}
