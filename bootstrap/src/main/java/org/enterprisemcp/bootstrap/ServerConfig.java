package org.enterprisemcp.bootstrap;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.mcp.HttpOptions;
import org.enterprisemcp.mcp.ToolSelection;

/**
 * The settings that the composition root itself needs, as values. The upstream adapter reads its own.
 *
 * @param upstreamKind which adapter
 * @param defaultAccount where calls go that name none
 * @param allowedAccounts what {@code account_id} may name beside it
 * @param allowedBaseUrls what {@code base_url} may name
 * @param credential the static credential, where one is configured
 * @param tools which tools are offered
 * @param serverName the server's name for clients
 * @param host the address to listen on
 * @param port the port to listen on, 0 for a free one
 * @param http what the endpoint lets in
 */
record ServerConfig(
        String upstreamKind,
        Optional<AccountId> defaultAccount,
        Set<AccountId> allowedAccounts,
        Set<BaseUrl> allowedBaseUrls,
        Optional<UpstreamToken> credential,
        ToolSelection tools,
        String serverName,
        String host,
        int port,
        HttpOptions http) {

    private static final int MIN_BODY = 1_024;
    private static final int MAX_BODY = 64 * 1_024 * 1_024;

    private enum AuthMode {
        NONE
    }

    private enum Credential {
        STATIC
    }

    /** Reads the settings, those too that somebody else used before; problems stay with the reader. */
    static ServerConfig read(SettingsReader settings, Transport transport) {
        settings.choice(EnvironmentKey.LOG_LEVEL, Logging.Verbosity.class);
        settings.choice(EnvironmentKey.LOG_FORMAT, LogFormat.Style.class);
        settings.choice(EnvironmentKey.MCP_TRANSPORT, Transport.class);
        settings.choice(EnvironmentKey.MCP_AUTH_MODE, AuthMode.class);
        settings.choice(EnvironmentKey.UPSTREAM_CREDENTIAL, Credential.class);
        Optional<BaseUrl> baseUrl = settings.value(EnvironmentKey.MCP_SERVER_BASE_URL, BaseUrl::new);
        String host = settings.textOr(EnvironmentKey.MCP_HOST, "127.0.0.1");
        if (transport == Transport.HTTP) {
            checkThatOnlyThisMachineIsServed(settings, host, baseUrl);
        }
        return new ServerConfig(
                settings.textOr(EnvironmentKey.UPSTREAM_KIND, ""),
                settings.value(EnvironmentKey.UPSTREAM_ACCOUNT_ID, AccountId::new),
                settings.list(EnvironmentKey.UPSTREAM_ALLOWED_ACCOUNTS, AccountId::new),
                settings.list(EnvironmentKey.UPSTREAM_ALLOWED_BASE_URLS, BaseUrl::new),
                credential(settings),
                ToolSelection.of(settings.list(EnvironmentKey.MCP_TOOLSETS, ToolSelection::checked)),
                settings.textOr(EnvironmentKey.MCP_SERVER_NAME, ""),
                host,
                settings.number(EnvironmentKey.MCP_PORT, 0, 65_535),
                httpOptions(settings, baseUrl));
    }

    private static void checkThatOnlyThisMachineIsServed(
            SettingsReader settings, String host, Optional<BaseUrl> baseUrl) {
        boolean publicUrl = baseUrl.map(url -> !BaseUrl.isLoopback(hostOf(url))).orElse(false);
        if (publicUrl) {
            settings.problem(EnvironmentKey.MCP_SERVER_BASE_URL, ONLY_LOOPBACK);
        }
        if (!BaseUrl.isLoopback(host.equals("::1") ? "[::1]" : host)) {
            settings.problem(EnvironmentKey.MCP_HOST, ONLY_LOOPBACK);
        }
    }

    private static final String ONLY_LOOPBACK =
            "MCP_AUTH_MODE=none asks nobody to sign in, so it serves this machine only. Two ways out: use a loopback address"
                    + " (127.0.0.1, localhost), or let each user start it over stdio (MCP_TRANSPORT=stdio)";

    private static Optional<UpstreamToken> credential(SettingsReader settings) {
        Optional<UpstreamToken> bearer =
                settings.secret(EnvironmentKey.UPSTREAM_ACCESS_TOKEN).map(UpstreamToken.Bearer::new);
        Optional<UpstreamToken> apiKey = settings.secret(EnvironmentKey.UPSTREAM_API_KEY)
                .map(key -> new UpstreamToken.ApiKey(headerName(settings), key));
        Optional<UpstreamToken> basic = basic(settings);
        long configured = bearer.stream().count()
                + apiKey.stream().count()
                + basic.stream().count();
        if (configured > 1) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_CREDENTIAL,
                    "set only one of UPSTREAM_ACCESS_TOKEN, UPSTREAM_API_KEY and UPSTREAM_USERNAME");
        }
        return bearer.or(() -> apiKey).or(() -> basic);
    }

    private static Optional<UpstreamToken> basic(SettingsReader settings) {
        Optional<String> username = settings.text(EnvironmentKey.UPSTREAM_USERNAME);
        var password = settings.secret(EnvironmentKey.UPSTREAM_PASSWORD);
        if (username.isPresent() != password.isPresent()) {
            settings.problem(
                    username.isPresent() ? EnvironmentKey.UPSTREAM_PASSWORD : EnvironmentKey.UPSTREAM_USERNAME,
                    "is needed too: user name and password go together");
        }
        return username.flatMap(name -> password.map(secret -> new UpstreamToken.Basic(name, secret)));
    }

    private static String headerName(SettingsReader settings) {
        String name = settings.textOr(EnvironmentKey.UPSTREAM_API_KEY_HEADER, "");
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
            settings.problem(EnvironmentKey.UPSTREAM_API_KEY_HEADER, "must be a header name (RFC 9110 token)");
        }
        return name;
    }

    private static HttpOptions httpOptions(SettingsReader settings, Optional<BaseUrl> baseUrl) {
        Set<String> hosts =
                new HashSet<>(settings.list(EnvironmentKey.MCP_ALLOWED_HOSTS, host -> host.toLowerCase(Locale.ROOT)));
        baseUrl.map(ServerConfig::hostOf).ifPresent(hosts::add);
        return new HttpOptions(
                hosts,
                settings.list(EnvironmentKey.MCP_ALLOWED_ORIGINS, Function.identity()),
                true,
                settings.number(EnvironmentKey.MCP_MAX_BODY_BYTES, MIN_BODY, MAX_BODY));
    }

    private static String hostOf(BaseUrl url) {
        return URI.create(url.value()).getHost();
    }
}
