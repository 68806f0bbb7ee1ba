package org.enterprisemcp.oauth.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.domain.token.UpstreamToken.Bearer;

/**
 * One token for all callers, which this server gets for itself (RFC 6749 section 4.4): with a shared secret, or with an assertion
 * that it signs (RFC 7523 section 2.2). Tokens are kept by target and renewed before they expire; while one is fetched, those who
 * want the same one wait for it.
 */
public final class ClientCredentials implements UpstreamTokens {

    private static final Duration USUAL_LIFETIME = Duration.ofHours(1);

    private final OAuthClient client;
    private final Upstream upstream;
    private final Duration buffer;
    private final Clock clock;
    private final TokenEndpoint endpoint;
    private final Map<Target, Slot> slots = new ConcurrentHashMap<>();

    /**
     * Tokens for one upstream.
     *
     * @param buffer how long before its end a token counts as expired
     */
    public ClientCredentials(OAuthClient client, Upstream upstream, Duration buffer, Clock clock) {
        this.client = client;
        this.upstream = upstream;
        this.buffer = buffer;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(client, Optional.of(USUAL_LIFETIME), clock);
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<IssuedToken> issued = Optional.empty();
    }

    @Override
    public UpstreamToken forCaller(Caller caller, Target target) {
        return token(target, Optional.empty());
    }

    /** A token that the upstream refused is replaced, unless somebody else has done that already. */
    @Override
    public UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts) {
        return token(target, Optional.of(rejected));
    }

    private UpstreamToken token(Target target, Optional<UpstreamToken> rejected) {
        Slot slot = slots.computeIfAbsent(target, _ -> new Slot());
        slot.lock.lock();
        try {
            Instant now = clock.instant();
            Optional<IssuedToken> usable = slot.issued
                    .filter(issued -> issued.isFresh(now, buffer))
                    .filter(issued -> !rejected.equals(Optional.of(issued.token())));
            IssuedToken token = usable.orElseGet(() -> fetched(target, now));
            slot.issued = Optional.of(token);
            return token.token();
        } finally {
            slot.lock.unlock();
        }
    }

    private IssuedToken fetched(Target target, Instant now) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        String scope = String.join(" ", scopes());
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        TokenResponse tokens = Refusals.tokens(endpoint.ask(tokenUrl(target), form));
        return new IssuedToken(new Bearer(tokens.accessToken()), now, tokens.lifetime());
    }

    private List<String> scopes() {
        return client.scopes().isEmpty()
                ? upstream.authorizationServer()
                        .map(UpstreamAuthorizationServer::scopes)
                        .orElse(List.of())
                : client.scopes();
    }

    private String tokenUrl(Target target) {
        return client.tokenUrl()
                .or(() -> upstream.authorizationServer()
                        .map(server -> server.endpoints(target.account()))
                        .map(UpstreamAuthorizationServer.Endpoints::token))
                .orElseThrow(() -> new MissingConfiguration(
                        "UPSTREAM_OAUTH_TOKEN_URL", "this upstream does not tell where its tokens come from"));
    }
}
