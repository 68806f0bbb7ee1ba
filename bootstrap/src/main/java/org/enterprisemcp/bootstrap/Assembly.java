package org.enterprisemcp.bootstrap;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.enterprisemcp.application.TargetPolicy;
import org.enterprisemcp.application.UpstreamCall;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.upstream.ClientCredentials;
import org.enterprisemcp.store.MemoryStateStore;

/**
 * The house put together, without a door yet: settings → upstream → use cases → tools. HTTP and stdio are two doors of it.
 *
 * @param config the settings as values
 * @param upstream the business system
 * @param catalog what is offered to clients
 * @param identity how the server introduces itself
 * @param proxy who users sign in with, where they do
 * @param clock the time
 */
record Assembly(
        ServerConfig config,
        Upstream upstream,
        McpCatalog catalog,
        ServerIdentity identity,
        Optional<OAuthProxy> proxy,
        Clock clock)
        implements AutoCloseable {

    /**
     * Puts it together.
     *
     * @param transport the door that it will get: what nobody can reach needs no refusal
     * @throws ConfigurationException naming all problems at once
     */
    static Assembly of(Settings settings, Transport transport) {
        Clock clock = Clock.systemUTC();
        SettingsReader reader = new SettingsReader(settings);
        ServerConfig config = ServerConfig.read(reader, transport);
        Optional<Upstream> upstream = upstream(settings, reader, config.upstreamKind(), clock);
        try {
            reader.check();
        } catch (ConfigurationException unusable) {
            upstream.ifPresent(Upstream::close);
            throw unusable;
        }
        return of(config, upstream.orElseThrow(), clock);
    }

    private static Assembly of(ServerConfig config, Upstream upstream, Clock clock) {
        TargetPolicy targets =
                new TargetPolicy(upstream, config.defaultAccount(), config.allowedAccounts(), config.allowedBaseUrls());
        Optional<OAuthProxy> proxy = config.proxy()
                .map(settings -> OAuthProxy.of(config, settings, upstream, new MemoryStateStore(clock), clock));
        UpstreamTokens tokens = proxy.map(OAuthProxy::authority)
                .map(GrantAuthority::upstreamTokens)
                .orElseGet(() -> tokens(config, upstream, clock));
        UpstreamCall calls = new UpstreamCall(targets, tokens, new CallLog(), clock, upstream.callBudget());
        McpCatalog catalog = McpCatalog.of(new UseCases(upstream, targets, tokens, calls), config.tools(), clock);
        return new Assembly(
                config, upstream, catalog, new ServerIdentity(config.serverName(), Version.current()), proxy, clock);
    }

    private static UpstreamTokens tokens(ServerConfig config, Upstream upstream, Clock clock) {
        if (upstream.needsCredential() && config.oauthClient().isPresent()) {
            return new ClientCredentials(config.oauthClient().get(), upstream, config.tokenExpiryBuffer(), clock);
        }
        return new StaticCredential(
                upstream.needsCredential() ? config.credential() : Optional.of(new UpstreamToken.Anonymous()));
    }

    private static Optional<Upstream> upstream(Settings settings, SettingsReader reader, String kind, Clock clock) {
        Map<String, UpstreamProvider> providers = new TreeMap<>();
        ServiceLoader.load(UpstreamProvider.class).forEach(provider -> providers.put(provider.name(), provider));
        if (!providers.containsKey(kind)) {
            reader.problem(
                    EnvironmentKey.UPSTREAM_KIND,
                    "no adapter of that name; there are " + String.join(", ", List.copyOf(providers.keySet())));
            return Optional.empty();
        }
        try {
            return Optional.of(providers.get(kind).create(settings, clock));
        } catch (ConfigurationException unusable) {
            reader.problems(unusable);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        proxy.ifPresent(OAuthProxy::close);
        upstream.close();
    }
}
