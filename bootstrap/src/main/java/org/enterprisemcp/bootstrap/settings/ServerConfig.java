package org.enterprisemcp.bootstrap.settings;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.mcp.transport.HttpOptions;
import org.enterprisemcp.oauth.upstream.OAuthClient;

/**
 * The settings that the composition root itself needs, as values. The upstream adapter reads its own.
 *
 * @param upstreamKind which adapter
 * @param defaultAccount where calls go that name none
 * @param allowedAccounts what {@code account_id} may name beside it
 * @param allowedBaseUrls what {@code base_url} may name
 * @param credential the static credential, where one is configured
 * @param oauthClient who this server is at the upstream's authorization server, where it gets a credential for itself
 * @param auth who may call, and with which credential calls go upstream
 * @param proxy the OAuth proxy, where users sign in through this server
 * @param oidc whose tokens are good here, where callers bring their own
 * @param tokenExpiryBuffer how long before its end a token counts as expired
 * @param tools which tools are offered
 * @param serverName the server's name for clients
 * @param host the address to listen on
 * @param port the port to listen on, 0 for a free one
 * @param http what the endpoint lets in
 * @param sse whether clients of HTTP with SSE are served
 * @param trustedProxies who is believed about the address of a client
 * @param shutdownDelay how long a stopping server still takes calls
 * @param operators who runs this server
 * @param telemetry what is measured
 */
public record ServerConfig(
        String upstreamKind,
        Optional<AccountId> defaultAccount,
        Set<AccountId> allowedAccounts,
        Set<BaseUrl> allowedBaseUrls,
        Optional<UpstreamToken> credential,
        Optional<OAuthClient> oauthClient,
        AuthSettings auth,
        Optional<ProxySettings> proxy,
        Optional<OidcSettings> oidc,
        Duration tokenExpiryBuffer,
        ToolSelection tools,
        String serverName,
        String host,
        int port,
        HttpOptions http,
        boolean sse,
        TrustedProxies trustedProxies,
        Duration shutdownDelay,
        OperatorSettings operators,
        TelemetrySettings telemetry) {

    /** Longer than an ingress takes to hear of it, and short enough to leave calls the time they need. */
    private static final Duration USUAL_SHUTDOWN_DELAY = Duration.ofSeconds(3);

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ANY = "0.0.0.0";
    private static final int MAX_SHUTDOWN_DELAY = 15;
    private static final int MIN_BODY = 1_024;
    private static final int MAX_BODY = 64 * 1_024 * 1_024;

    /**
     * Reads the settings, those too that somebody else used before; problems stay with the reader.
     *
     * @param server where the upstream's authorization server is
     */
    public static ServerConfig read(SettingsReader settings, Transport transport, UpstreamServer server) {
        LogSettings.read(settings);
        settings.choice(EnvironmentKey.MCP_TRANSPORT, Transport.class);
        AuthSettings auth = AuthSettings.read(settings, transport);
        Optional<BaseUrl> baseUrl = settings.value(EnvironmentKey.MCP_SERVER_BASE_URL, BaseUrl::new);
        boolean asks = auth.asksWhoCalls();
        String host = settings.textOr(
                EnvironmentKey.MCP_HOST,
                asks && !baseUrl.map(ServerConfig::isLoopback).orElse(true) ? ANY : LOOPBACK);
        if (transport != Transport.STDIO && !asks) {
            checkThatOnlyThisMachineIsServed(settings, host, baseUrl);
        }
        int port = settings.number(EnvironmentKey.MCP_PORT, 0, 65_535);
        Set<AccountId> allowedAccounts = settings.list(EnvironmentKey.UPSTREAM_ALLOWED_ACCOUNTS, AccountId::new);
        Optional<ProxySettings> proxy = auth.mode() == AuthSettings.Mode.PROXY
                ? ProxySettings.read(settings, baseUrl, port, allowedAccounts, server)
                : Optional.empty();
        Optional<OidcSettings> oidc = auth.mode() == AuthSettings.Mode.OIDC
                ? OidcSettings.read(settings, baseUrl, port, auth.credential(), server.takesSecretInForm())
                : Optional.empty();
        CredentialSettings credential = auth.credential() == AuthSettings.Credential.STATIC
                ? CredentialSettings.read(settings, server.takesSecretInForm())
                : CredentialSettings.none();
        return new ServerConfig(
                settings.textOr(EnvironmentKey.UPSTREAM_KIND, ""),
                settings.value(EnvironmentKey.UPSTREAM_ACCOUNT_ID, AccountId::new),
                allowedAccounts,
                settings.list(EnvironmentKey.UPSTREAM_ALLOWED_BASE_URLS, BaseUrl::new),
                credential.fixed(),
                credential.client(),
                auth,
                proxy,
                oidc,
                Duration.ofSeconds(settings.number(EnvironmentKey.TOKEN_EXPIRY_BUFFER_SECS, 0, 86_400)),
                ToolSelection.of(settings.list(EnvironmentKey.MCP_TOOLSETS, ToolSelection::checked))
                        .with(settings.value(EnvironmentKey.MCP_TOOLS_FILE, ToolsFiles::read)),
                settings.textOr(EnvironmentKey.MCP_SERVER_NAME, ""),
                host,
                port,
                httpOptions(settings, baseUrl, asks),
                settings.flag(EnvironmentKey.MCP_SSE_ENABLED) || transport == Transport.SSE,
                TrustedProxies.read(settings),
                shutdownDelay(settings, host),
                OperatorSettings.read(settings, host),
                TelemetrySettings.read(settings));
    }

    /** No balancer stands before a server that only its own machine reaches. */
    private static Duration shutdownDelay(SettingsReader settings, String host) {
        if (settings.text(EnvironmentKey.MCP_SHUTDOWN_DELAY_SECS).isEmpty()) {
            return isLoopbackAddress(host) ? Duration.ZERO : USUAL_SHUTDOWN_DELAY;
        }
        return Duration.ofSeconds(settings.number(EnvironmentKey.MCP_SHUTDOWN_DELAY_SECS, 0, MAX_SHUTDOWN_DELAY));
    }

    private static void checkThatOnlyThisMachineIsServed(
            SettingsReader settings, String host, Optional<BaseUrl> baseUrl) {
        boolean publicUrl = baseUrl.map(url -> !BaseUrl.isLoopback(hostOf(url))).orElse(false);
        if (publicUrl) {
            settings.problem(EnvironmentKey.MCP_SERVER_BASE_URL, ONLY_LOOPBACK);
        }
        if (!isLoopbackAddress(host)) {
            settings.problem(EnvironmentKey.MCP_HOST, ONLY_LOOPBACK);
        }
    }

    private static final String ONLY_LOOPBACK =
            "MCP_AUTH_MODE=none asks nobody to sign in, so it serves this machine only. Two ways out: use a loopback address"
                    + " (127.0.0.1, localhost), or let each user start it over stdio (MCP_TRANSPORT=stdio)";

    private static HttpOptions httpOptions(SettingsReader settings, Optional<BaseUrl> baseUrl, boolean asks) {
        Set<String> hosts =
                new HashSet<>(settings.list(EnvironmentKey.MCP_ALLOWED_HOSTS, host -> host.toLowerCase(Locale.ROOT)));
        baseUrl.map(ServerConfig::hostOf).ifPresent(hosts::add);
        return new HttpOptions(
                hosts,
                settings.list(EnvironmentKey.MCP_ALLOWED_ORIGINS, Function.identity()),
                baseUrl.map(ServerConfig::isLoopback).orElse(true),
                !asks,
                settings.number(EnvironmentKey.MCP_MAX_BODY_BYTES, MIN_BODY, MAX_BODY));
    }

    private static boolean isLoopbackAddress(String host) {
        return BaseUrl.isLoopback(host.equals("::1") ? "[::1]" : host);
    }

    static boolean isLoopback(BaseUrl url) {
        return BaseUrl.isLoopback(hostOf(url));
    }

    private static String hostOf(BaseUrl url) {
        return URI.create(url.value()).getHost();
    }
}
