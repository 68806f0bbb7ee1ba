package org.enterprisemcp.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.enterprisemcp.application.TargetPolicy;
import org.enterprisemcp.application.UpstreamCall;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.bootstrap.log.CallLog;
import org.enterprisemcp.bootstrap.log.LocalCalls;
import org.enterprisemcp.bootstrap.page.CallSeries;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.bootstrap.settings.OidcSettings;
import org.enterprisemcp.bootstrap.settings.ProxySettings;
import org.enterprisemcp.bootstrap.settings.ServerConfig;
import org.enterprisemcp.bootstrap.settings.SettingsReader;
import org.enterprisemcp.bootstrap.settings.TelemetrySettings;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.bootstrap.settings.UpstreamServer;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.port.CallObserver;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.mcp.modern.StateSeal;
import org.enterprisemcp.mcp.modern.TaskOptions;
import org.enterprisemcp.oauth.endpoint.BearerFilter;
import org.enterprisemcp.oauth.endpoint.ServerUrls;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.upstream.ClientCredentials;
import org.enterprisemcp.oauth.upstream.CredentialTest;
import org.enterprisemcp.store.MemoryStateStore;
import org.enterprisemcp.telemetry.Telemetry;

/**
 * The house put together, without a door yet: settings → upstream → use cases → tools. HTTP and stdio are two doors of it.
 *
 * @param config the settings as values
 * @param upstream the business system
 * @param catalog what is offered to clients
 * @param identity how the server introduces itself
 * @param server where the upstream's authorization server is
 * @param proxy who users sign in with, where they do
 * @param issuer who callers' own tokens come from, where they bring some
 * @param requests who sees each request
 * @param telemetry what is measured of them, where anything is
 * @param series the calls of the last minutes, for operators
 * @param store where that stands which outlives a request
 * @param clock the time
 */
record Assembly(
        ServerConfig config,
        Upstream upstream,
        McpCatalog catalog,
        ServerIdentity identity,
        UpstreamServer server,
        Optional<OAuthProxy> proxy,
        Optional<IssuerDoor> issuer,
        RequestObserver requests,
        Optional<Telemetry> telemetry,
        CallSeries series,
        StateStore store,
        Clock clock)
        implements AutoCloseable {

    /** A client that knows tasks waits so long for a plain answer; polling costs it more than that. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Puts it together.
     *
     * @param transport the door that it will get: what nobody can reach needs no refusal
     * @throws ConfigurationException naming all problems at once
     */
    static Assembly of(Settings settings, Transport transport) {
        SettingsReader reader = new SettingsReader(settings);
        return AdapterJars.of(reader).among(() -> of(settings, reader, transport));
    }

    private static Assembly of(Settings settings, SettingsReader reader, Transport transport) {
        Clock clock = Clock.systemUTC();
        Optional<Upstream> upstream =
                upstream(settings, reader, reader.textOr(EnvironmentKey.UPSTREAM_KIND, ""), clock);
        UpstreamServer server = UpstreamServer.read(reader, settings, upstream, clock);
        ServerConfig config = ServerConfig.read(reader, transport, server);
        try {
            reader.check();
        } catch (ConfigurationException unusable) {
            upstream.ifPresent(Upstream::close);
            throw unusable;
        }
        try {
            return of(config, upstream.orElseThrow(), server, clock);
        } catch (ConfigurationException unusable) {
            upstream.ifPresent(Upstream::close);
            throw unusable;
        }
    }

    private static Assembly of(ServerConfig config, Upstream upstream, UpstreamServer server, Clock clock) {
        TargetPolicy targets =
                new TargetPolicy(upstream, config.defaultAccount(), config.allowedAccounts(), config.allowedBaseUrls());
        StateStore store = new MemoryStateStore(clock);
        Optional<Telemetry> telemetry = telemetry(config, upstream, clock);
        GrantObserver grants = telemetry.map(Telemetry::grants).orElseGet(GrantObserver::none);
        Optional<OAuthProxy> proxy =
                config.proxy().map(settings -> OAuthProxy.of(config, settings, upstream, store, grants, clock));
        Optional<IssuerDoor> issuer = config.oidc().map(oidc -> IssuerDoor.of(config.serverName(), oidc, clock));
        UpstreamTokens tokens = proxy.map(OAuthProxy::authority)
                .map(GrantAuthority::upstreamTokens)
                .or(() -> issuer.flatMap(IssuerDoor::exchanged))
                .orElseGet(() -> tokens(config, upstream, clock));
        CallSeries series = new CallSeries(clock);
        CallObserver observer = observer(config, series);
        UpstreamCall calls = new UpstreamCall(targets, tokens, observer, clock, upstream.callBudget());
        McpCatalog catalog = McpCatalog.of(
                new UseCases(upstream, targets, tokens, calls),
                config.tools(),
                proxy.map(OAuthProxy::store).orElse(store),
                clock);
        return new Assembly(
                config,
                upstream,
                catalog,
                new ServerIdentity(config.serverName(), Version.current()),
                server,
                proxy,
                issuer,
                requests(new LocalCalls(observer, clock), telemetry),
                telemetry,
                series,
                store,
                clock);
    }

    /** Nothing of it is loaded where nothing is measured. */
    private static Optional<Telemetry> telemetry(ServerConfig config, Upstream upstream, Clock clock) {
        TelemetrySettings settings = config.telemetry();
        if (!settings.on()) {
            return Optional.empty();
        }
        Telemetry telemetry = Telemetry.begin(
                new Telemetry.Options(settings.service(), Version.current(), settings.export(), CallLog::hash), clock);
        telemetry.watchLoads(upstream::loads);
        return Optional.of(telemetry);
    }

    private static RequestObserver requests(RequestObserver local, Optional<Telemetry> telemetry) {
        return telemetry.map(present -> local.and(present.requests())).orElse(local);
    }

    private static CallObserver observer(ServerConfig config, CallSeries series) {
        CallLog log = new CallLog();
        return config.operators().debug() ? log.and(series) : log;
    }

    static UpstreamTokens tokens(ServerConfig config, Upstream upstream, Clock clock) {
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

    /** What clients without a session need. With the proxy's keys, any replica can read what another one has left. */
    ModernOptions modern() {
        return new ModernOptions(
                proxy.map(OAuthProxy::stateSeal).orElseGet(StateSeal::ephemeral),
                Optional.of(new TaskOptions(proxy.map(OAuthProxy::store).orElse(store), PATIENCE)));
    }

    /** Who is let in at the MCP endpoint; empty for everybody on this machine. */
    Optional<BearerFilter> filter() {
        return proxy.map(OAuthProxy::filter).or(() -> issuer.map(IssuerDoor::filter));
    }

    /** A test of this server's own credentials at the upstream's token endpoint; empty where it is no client there. */
    Optional<CredentialTest> credentialTest() {
        String redirectUri = config.proxy()
                .map(settings -> settings.urls().callback())
                .orElse("http://127.0.0.1:" + config.port() + "/auth/callback");
        return config.proxy()
                .map(ProxySettings::client)
                .or(config::oauthClient)
                .map(client -> new CredentialTest(
                        client, () -> client.tokenUrl().orElseGet(() -> tokenUrl(server, config)), redirectUri, clock));
    }

    private static String tokenUrl(UpstreamServer server, ServerConfig config) {
        Optional<AccountId> account = config.defaultAccount();
        return server.server(account).endpoints(account).token();
    }

    /** The configured base URL, without a slash at its end; empty where clients use the server's own address. */
    Optional<String> baseUrl() {
        return config.proxy()
                .map(ProxySettings::urls)
                .or(() -> config.oidc().map(OidcSettings::urls))
                .map(ServerUrls::base);
    }

    /** The path of the base URL, for gateways that keep it: empty or {@code /prefix}. */
    String path() {
        return config.proxy()
                .map(ProxySettings::urls)
                .or(() -> config.oidc().map(OidcSettings::urls))
                .map(ServerUrls::path)
                .orElse("");
    }

    @Override
    public void close() {
        telemetry.ifPresent(Telemetry::close);
        proxy.ifPresent(OAuthProxy::close);
        store.close();
        upstream.close();
    }
}
