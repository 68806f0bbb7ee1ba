package org.enterprisemcp.bootstrap;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.bootstrap.settings.ProxySettings;
import org.enterprisemcp.bootstrap.settings.ServerConfig;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.mcp.modern.StateSeal;
import org.enterprisemcp.oauth.client.ClientAssertions;
import org.enterprisemcp.oauth.client.Clients;
import org.enterprisemcp.oauth.client.DynamicClients;
import org.enterprisemcp.oauth.client.MetadataDocuments;
import org.enterprisemcp.oauth.client.Reach;
import org.enterprisemcp.oauth.endpoint.AuthorizationServer;
import org.enterprisemcp.oauth.endpoint.BearerFilter;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.key.Canary;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.SealedStore;
import org.enterprisemcp.oauth.upstream.IntrospectionVerifier;
import org.enterprisemcp.oauth.upstream.SignedTokenVerifier;
import org.enterprisemcp.oauth.upstream.TokenCheck;
import org.enterprisemcp.oauth.upstream.TokenVerifier;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OAuth proxy, put together: users sign in at the upstream through it, it keeps the upstream's tokens, and hands out its own.
 *
 * @param server the endpoints that MCP clients see
 * @param filter who is let in at the MCP endpoint
 * @param authority the grants
 * @param documents of clients whose id is a URL
 * @param store where they are kept
 * @param keys what signs and seals
 */
record OAuthProxy(
        AuthorizationServer server,
        BearerFilter filter,
        GrantAuthority authority,
        MetadataDocuments documents,
        StateStore store,
        KeyRing keys)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OAuthProxy.class);

    /**
     * Puts it together.
     *
     * @param raw where state lives; nothing readable gets there
     * @param observer sees what becomes of logins
     */
    static OAuthProxy of(
            ServerConfig config,
            ProxySettings proxy,
            Upstream upstream,
            StateStore raw,
            GrantObserver observer,
            Clock clock) {
        KeyRing keys = proxy.keys().orElseGet(() -> {
            LOG.warn("MCP_JWT_SIGNING_KEY is not set: when this process ends, everybody must sign in again");
            return KeyRing.ephemeral();
        });
        new Canary(raw, keys).check();
        StateStore store = new SealedStore(raw, keys);
        UpstreamLogin.Options options = proxy.login().canonical(upstream::canonical);
        UpstreamAuthorizationServer server = proxy.server().server(options.account());
        UpstreamLogin login = new UpstreamLogin(proxy.client(), server, options, clock);
        List<String> problems = server.problemsOf(login.scopes());
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems.stream()
                    .map(problem -> EnvironmentKey.UPSTREAM_OAUTH_SCOPES.name() + ": " + problem)
                    .toList());
        }
        GrantAuthority authority = GrantAuthority.of(store, keys, login, proxy.grants(), observer, clock);
        DynamicClients registrations = new DynamicClients(keys, proxy.clientEpoch(), proxy.allowedRedirects(), clock);
        MetadataDocuments documents = new MetadataDocuments(Reach.INTERNET, Set.of(), clock);
        Clients clients = new Clients(proxy.clients(), registrations, Optional.of(documents), Set.of());
        AuthorizationServer endpoints = new AuthorizationServer(new AuthorizationServer.Parts(
                config.serverName(),
                upstream.guide().title(),
                proxy.urls(),
                proxy.consent(),
                proxy.allowedRedirects(),
                keys,
                store,
                clients,
                registrations,
                new ClientAssertions(Reach.INTERNET, store, clock),
                login,
                new TokenCheck(verifier(proxy, server, login.scopes(), clock), proxy.requiredScopes()),
                authority,
                clock));
        return new OAuthProxy(
                endpoints,
                AuthorizationServer.bearerFilter(authority, proxy.urls()),
                authority,
                documents,
                store,
                keys);
    }

    private static TokenVerifier verifier(
            ProxySettings proxy, UpstreamAuthorizationServer server, List<String> asked, Clock clock) {
        return switch (proxy.verify()) {
            case NONE -> TokenVerifier.none(asked);
            case ID_TOKEN -> signed(SignedTokenVerifier.Subject.ID_TOKEN, proxy, server, asked, clock);
            case JWKS -> signed(SignedTokenVerifier.Subject.ACCESS_TOKEN, proxy, server, asked, clock);
            case INTROSPECTION -> new IntrospectionVerifier(server, proxy.client(), clock);
        };
    }

    private static TokenVerifier signed(
            SignedTokenVerifier.Subject subject,
            ProxySettings proxy,
            UpstreamAuthorizationServer server,
            List<String> asked,
            Clock clock) {
        return new SignedTokenVerifier(
                subject, server, server.issuer().orElseThrow(), proxy.client().clientId(), asked, clock);
    }

    /** What seals the rounds of a call, so that any replica can go on with it. */
    StateSeal stateSeal() {
        return new StateSeal(keys.kids().stream()
                .flatMap(kid -> keys.key(KeyPurpose.REQUEST_STATE, kid).stream())
                .toList());
    }

    @Override
    public void close() {
        store.close();
    }
}
