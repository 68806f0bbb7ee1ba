package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer.Endpoints;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Secret;

/**
 * This server as a client of the upstream's authorization server: it sends users there, exchanges their codes and renews and
 * revokes their tokens. Nothing of an MCP client, neither its code challenge nor its state, ever goes there.
 */
public final class UpstreamLogin {

    private final OAuthClient client;
    private final UpstreamAuthorizationServer server;
    private final Options options;
    private final TokenEndpoint endpoint;

    public UpstreamLogin(OAuthClient client, UpstreamAuthorizationServer server, Options options, Clock clock) {
        this.client = client;
        this.server = server;
        this.options = options;
        this.endpoint = new TokenEndpoint(client, options.usualLifetime(), clock);
    }

    /**
     * What operators may choose.
     *
     * @param redirectUri where users come back to: one fixed URL, registered at the upstream
     * @param account the account that users sign in to; empty where they choose
     * @param allowedAccounts the accounts that they may choose; empty for every one
     * @param pkce whether the code is bound to this server by S256 (RFC 7636)
     * @param forwardResource whether the upstream is told the resource (RFC 8707); most refuse what they do not know
     * @param authorizeParameters further parameters of the authorization request; they win over ours
     * @param tokenParameters further parameters of token requests; they win over ours
     * @param usualLifetime how long tokens are good whose server does not say it
     */
    public record Options(
            String redirectUri,
            Optional<AccountId> account,
            Set<AccountId> allowedAccounts,
            boolean pkce,
            boolean forwardResource,
            Map<String, String> authorizeParameters,
            Map<String, String> tokenParameters,
            Optional<Duration> usualLifetime) {
        public Options {
            Objects.requireNonNull(redirectUri, "redirectUri");
            Objects.requireNonNull(account, "account");
            allowedAccounts = Set.copyOf(allowedAccounts);
            authorizeParameters = Map.copyOf(authorizeParameters);
            tokenParameters = Map.copyOf(tokenParameters);
            Objects.requireNonNull(usualLifetime, "usualLifetime");
        }

        /** The same, with every account written as the upstream writes it; the one that is usual is allowed too. */
        public Options canonical(UnaryOperator<AccountId> canonical) {
            return new Options(
                    redirectUri,
                    account.map(canonical),
                    Stream.concat(allowedAccounts.stream(), account.stream())
                            .map(canonical)
                            .collect(Collectors.toUnmodifiableSet()),
                    pkce,
                    forwardResource,
                    authorizeParameters,
                    tokenParameters,
                    usualLifetime);
        }
    }

    /** The scopes that the upstream is asked for. */
    public List<String> scopes() {
        return client.scopes().isEmpty() ? server.scopes() : client.scopes();
    }

    /** Whether the upstream is asked who the user is (OpenID Connect), and a nonce must come back. */
    public boolean isOpenId() {
        return scopes().contains("openid");
    }

    /**
     * Where the user's browser goes to sign in.
     *
     * @param challenge the hash of this server's own code verifier
     * @param nonce what must come back in the id token
     * @param resource what the MCP client wants tokens for
     * @throws org.enterprisemcp.domain.error.UpstreamException.Connection while nobody can tell where that is
     */
    public String authorizationUrl(String state, String challenge, String nonce, String resource) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.clientId());
        query.put("redirect_uri", options.redirectUri());
        query.put("state", state);
        if (!scopes().isEmpty()) {
            query.put("scope", String.join(" ", scopes()));
        }
        if (options.pkce()) {
            query.put("code_challenge", challenge);
            query.put("code_challenge_method", "S256");
        }
        if (isOpenId()) {
            query.put("nonce", nonce);
        }
        if (options.forwardResource()) {
            query.put("resource", resource);
        }
        query.putAll(server.authorizationParameters());
        query.putAll(options.authorizeParameters());
        String url = server.endpoints(options.account()).authorization();
        return url
                + (url.contains("?") ? "&" : "?")
                + query.entrySet().stream()
                        .map(field -> FormPost.encoded(field.getKey()) + "=" + FormPost.encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** Whether the redirect back comes from the server that the user was sent to (RFC 9207 section 2.4). */
    public boolean isFromIssuer(Map<String, String> redirect) {
        Optional<String> named = Optional.ofNullable(redirect.get("iss"));
        return named.isEmpty()
                ? !server.namesIssuer()
                : server.issuer().map(named.get()::equals).orElse(true);
    }

    /**
     * The account that the user chose, if users may choose it.
     *
     * @return empty where the upstream has no accounts
     * @throws TokenValidation when it is none that is allowed here
     */
    public Optional<AccountId> accountOf(Map<String, String> redirect) {
        Optional<AccountId> chosen = server.accountOf(redirect).or(options::account);
        if (chosen.isPresent()
                && !options.allowedAccounts().isEmpty()
                && !options.allowedAccounts().contains(chosen.get())) {
            throw new TokenValidation(
                    "The account that was chosen at the upstream is not one that this server may call.");
        }
        return chosen;
    }

    /** Exchanges the code of a redirect back. */
    public TokenAnswer exchange(Optional<AccountId> account, String code, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", options.redirectUri());
        if (options.pkce()) {
            form.put("code_verifier", verifier);
        }
        form.putAll(options.tokenParameters());
        return asked(account, form);
    }

    /** Renews an access token. */
    public TokenAnswer refresh(Optional<AccountId> account, Secret refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken.reveal());
        form.putAll(options.tokenParameters());
        return asked(account, form);
    }

    private TokenAnswer asked(Optional<AccountId> account, Map<String, String> form) {
        return endpoints(account)
                .map(endpoints -> endpoint.ask(client.tokenUrl().orElse(endpoints.token()), form))
                .orElseGet(() -> new TokenAnswer.Failed(OptionalInt.empty(), Optional.empty()));
    }

    /**
     * Revokes what a refresh token gave (RFC 7009).
     *
     * @return whether the upstream did; also false where it has no endpoint for it
     */
    public boolean revoke(Optional<AccountId> account, Secret refreshToken) {
        return endpoints(account)
                .flatMap(Endpoints::revocation)
                .flatMap(url -> endpoint.answer(
                        url, Map.of("token", refreshToken.reveal(), "token_type_hint", "refresh_token")))
                .filter(answer -> answer.status() == 200 || answer.status() == 204)
                .isPresent();
    }

    /** As whom the user signed in, for people to see. */
    public Map<String, String> identityOf(Map<String, String> redirect, TokenResponse tokens) {
        return server.identityOf(redirect, claims(tokens));
    }

    /**
     * The upstream's own name of the user, {@code issuer|subject}. It comes from a token that the token endpoint gave to us over
     * TLS, never from the redirect, which anybody could write (OpenID Connect Core section 3.1.3.7, point 6).
     */
    public Optional<String> userOf(TokenResponse tokens) {
        Map<String, Object> claims = claims(tokens);
        return claims.get("sub") instanceof String subject && !subject.isEmpty()
                ? Optional.of(claims.getOrDefault("iss", "") + "|" + subject)
                : Optional.empty();
    }

    private static Map<String, Object> claims(TokenResponse tokens) {
        String token = tokens.idToken().orElse(tokens.accessToken()).reveal();
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getClaims();
        } catch (ParseException opaque) {
            return Map.of();
        }
    }

    /** Empty while nobody can tell where they are. */
    private Optional<Endpoints> endpoints(Optional<AccountId> account) {
        try {
            return Optional.of(server.endpoints(account));
        } catch (Connection unreachable) {
            return Optional.empty();
        }
    }
}
