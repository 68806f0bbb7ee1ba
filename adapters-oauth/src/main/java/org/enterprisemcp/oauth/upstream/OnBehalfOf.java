package org.enterprisemcp.oauth.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.NoSession;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.AuthenticationException.TokenRefresh;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.domain.token.UpstreamToken.Bearer;
import org.enterprisemcp.oauth.key.Opaque;

/**
 * Exchanges the token that a caller presented for one that the upstream accepts ({@code UPSTREAM_CREDENTIAL=on-behalf-of}). The
 * caller's own goes to the token endpoint and never to the upstream. What was exchanged is kept by token and target; while one is
 * fetched, those who want the same one wait for it.
 */
public final class OnBehalfOf implements UpstreamTokens {

    private final OAuthClient client;
    private final Options options;
    private final Supplier<String> tokenUrl;
    private final Clock clock;
    private final TokenEndpoint endpoint;
    private final Cache<Key, Slot> slots;

    /**
     * Exchanges as a client.
     *
     * @param tokenUrl where tokens are exchanged; it may fail with a {@link Connection} while nobody can tell
     */
    public OnBehalfOf(OAuthClient client, Options options, Supplier<String> tokenUrl, Clock clock) {
        this.client = client;
        this.options = options;
        this.tokenUrl = tokenUrl;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(client, Optional.empty(), clock);
        this.slots = Caffeine.newBuilder().maximumSize(options.cacheSize()).build();
    }

    /** How the exchange is worded. */
    public enum Form {
        /** RFC 7523's assertion with {@code requested_token_use=on_behalf_of}, as Microsoft Entra ID wants it. */
        ENTRA,
        /** OAuth 2.0 Token Exchange. */
        RFC8693
    }

    /**
     * What operators may choose.
     *
     * @param scopes what is asked for
     * @param parameters further parameters; they win over ours
     * @param buffer how long before its end a token counts as expired
     * @param cacheSize how many exchanged tokens are kept
     */
    public record Options(
            Form form, List<String> scopes, Map<String, String> parameters, Duration buffer, int cacheSize) {
        public Options {
            Objects.requireNonNull(form, "form");
            scopes = List.copyOf(scopes);
            parameters = Map.copyOf(parameters);
            Objects.requireNonNull(buffer, "buffer");
        }
    }

    /** The hash of what was presented, and what it is exchanged for. */
    private record Key(String presented, Target target) {}

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<IssuedToken> issued = Optional.empty();
    }

    @Override
    public UpstreamToken forCaller(Caller caller, Target target) {
        return token(caller, target, Optional.empty(), CallFacts.none());
    }

    /** A token that the upstream refused is exchanged anew, unless somebody else has done that already. */
    @Override
    public UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts) {
        return token(caller, target, Optional.of(rejected), facts);
    }

    private UpstreamToken token(Caller caller, Target target, Optional<UpstreamToken> rejected, CallFacts facts) {
        SignIn.Presented presented = presented(caller);
        Instant now = clock.instant();
        if (!now.isBefore(presented.expiresAt())) {
            throw new TokenExpired(facts);
        }
        Slot slot = slots.get(new Key(Opaque.hash(presented.token().reveal()), target), _ -> new Slot());
        slot.lock.lock();
        try {
            IssuedToken usable = slot.issued
                    .filter(issued -> issued.isFresh(now, options.buffer()))
                    .filter(issued -> !rejected.equals(Optional.of(issued.token())))
                    .orElseGet(() -> exchanged(presented, now));
            slot.issued = Optional.of(usable);
            return usable.token();
        } finally {
            slot.lock.unlock();
        }
    }

    private static SignIn.Presented presented(Caller caller) {
        return switch (caller.signIn()) {
            case SignIn.Presented presented -> presented;
            case SignIn.None nobody -> throw notSignedIn();
            case SignIn.Granted granted -> throw notSignedIn();
        };
    }

    private static NoSession notSignedIn() {
        return new NoSession("Sign in: call this server with a token of the company's issuer.");
    }

    private IssuedToken exchanged(SignIn.Presented presented, Instant now) {
        TokenAnswer answer = endpoint.ask(client.tokenUrl().orElseGet(tokenUrl), form(presented));
        TokenResponse tokens = switch (answer) {
            case TokenAnswer.Refused refused
            when refused.isInvalidGrant() || refused.error().equals("interaction_required") ->
                throw new TokenRefresh(
                        "The issuer does not exchange your token for one of the upstream ("
                                + refused.explanation().orElse(refused.error())
                                + "): sign in again; if it stays so, your administrator must allow this server to"
                                + " act for you.",
                        CallFacts.answered(refused.status(), 1));
            case TokenAnswer other -> Refusals.tokens(other);
        };
        if (tokens.accessToken().equals(presented.token())) {
            throw new TokenRefresh(
                    "The issuer gave your own token back, which this server does not send upstream.", CallFacts.none());
        }
        return new IssuedToken(new Bearer(tokens.accessToken()), now, tokens.lifetime());
    }

    private Map<String, String> form(SignIn.Presented presented) {
        Map<String, String> form = new LinkedHashMap<>();
        switch (options.form()) {
            case ENTRA -> {
                form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
                form.put("assertion", presented.token().reveal());
                form.put("requested_token_use", "on_behalf_of");
            }
            case RFC8693 -> {
                form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
                form.put("subject_token", presented.token().reveal());
                form.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
                form.put("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
            }
        }
        if (!options.scopes().isEmpty()) {
            form.put("scope", String.join(" ", options.scopes()));
        }
        form.putAll(options.parameters());
        return form;
    }
}
