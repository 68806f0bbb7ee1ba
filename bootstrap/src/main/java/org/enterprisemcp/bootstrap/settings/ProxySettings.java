package org.enterprisemcp.bootstrap.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.oauth.client.ConfiguredClients;
import org.enterprisemcp.oauth.client.RedirectRule;
import org.enterprisemcp.oauth.endpoint.ConsentMode;
import org.enterprisemcp.oauth.endpoint.ServerUrls;
import org.enterprisemcp.oauth.grant.GrantOptions;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;

/**
 * The settings of the OAuth proxy ({@code MCP_AUTH_MODE=proxy}).
 *
 * @param urls under which clients know this server
 * @param keys what signs and seals; empty for keys that last as long as the process
 * @param grants how long things are good
 * @param consent when users are asked
 * @param allowedRedirects what redirect URIs may be, besides being registered
 * @param clients those that the operator registered
 * @param clientEpoch what all ids of registered clients carry; another one makes them all invalid
 * @param client who this server is at the upstream
 * @param server where the upstream's authorization server is
 * @param login how users are sent there
 * @param verify what is checked of the tokens that a login brings
 * @param requiredScopes what the upstream must have given
 */
public record ProxySettings(
        ServerUrls urls,
        Optional<KeyRing> keys,
        GrantOptions grants,
        ConsentMode consent,
        RedirectRule allowedRedirects,
        ConfiguredClients clients,
        int clientEpoch,
        OAuthClient client,
        UpstreamServer server,
        UpstreamLogin.Options login,
        Verify verify,
        Set<String> requiredScopes) {

    /** What is checked of a login's tokens ({@code UPSTREAM_OAUTH_VERIFY}). */
    public enum Verify {
        NONE,
        ID_TOKEN,
        JWKS,
        INTROSPECTION
    }

    private static final int DAY = 86_400;

    private enum Switch {
        ON,
        OFF
    }

    /** Reads the settings; empty when the proxy cannot be, and then the reader knows why. */
    static Optional<ProxySettings> read(
            SettingsReader settings,
            Optional<BaseUrl> baseUrl,
            int port,
            Set<AccountId> allowedAccounts,
            UpstreamServer server) {
        if (baseUrl.isEmpty() && port == 0) {
            settings.problem(
                    EnvironmentKey.MCP_SERVER_BASE_URL, "is needed where MCP_PORT is 0: users are sent back to it");
        }
        String base = baseUrl.map(url -> url.value().replaceFirst("/$", "")).orElse("http://127.0.0.1:" + port);
        ServerUrls urls = new ServerUrls(base, settings.textOr(EnvironmentKey.MCP_OAUTH_ISSUER, base));
        boolean loopback = baseUrl.map(ServerConfig::isLoopback).orElse(true);
        Optional<OAuthClient> client = UpstreamClientSettings.read(settings, server.takesSecretInForm());
        if (settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID).isEmpty()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID,
                    "is needed: MCP_AUTH_MODE=proxy signs users in at the upstream as this client. Register it there"
                            + " with the redirect URI " + urls.callback());
        }
        Optional<KeyRing> keys = keys(settings, loopback);
        GrantOptions grants = grants(settings, urls);
        ConsentMode consent = consent(settings, loopback);
        RedirectRule redirects = parsed(
                settings,
                EnvironmentKey.MCP_OAUTH_ALLOWED_REDIRECT_URIS,
                () -> RedirectRule.of(settings.textOr(EnvironmentKey.MCP_OAUTH_ALLOWED_REDIRECT_URIS, "")),
                RedirectRule.ANY);
        ConfiguredClients clients = parsed(
                settings,
                EnvironmentKey.MCP_OAUTH_CLIENTS,
                () -> ConfiguredClients.of(settings.textOr(EnvironmentKey.MCP_OAUTH_CLIENTS, "")),
                ConfiguredClients.NONE);
        int epoch = settings.number(EnvironmentKey.MCP_OAUTH_CLIENT_EPOCH, 0, 1_000_000);
        UpstreamLogin.Options login = login(settings, urls, allowedAccounts);
        Set<String> required = Set.copyOf(settings.words(EnvironmentKey.UPSTREAM_OAUTH_REQUIRED_SCOPES));
        return client.map(who -> new ProxySettings(
                urls,
                keys,
                grants,
                consent,
                redirects,
                clients,
                epoch,
                who,
                server,
                login,
                verify(settings, who, server),
                required));
    }

    private static Verify verify(SettingsReader settings, OAuthClient client, UpstreamServer server) {
        boolean openId = client.scopes().contains("openid")
                || (client.scopes().isEmpty()
                        && server.own()
                                .map(own -> own.scopes().contains("openid"))
                                .orElse(false));
        Verify verify = settings.text(EnvironmentKey.UPSTREAM_OAUTH_VERIFY)
                .map(chosen -> settings.choice(EnvironmentKey.UPSTREAM_OAUTH_VERIFY, Verify.class))
                .orElse(openId ? Verify.ID_TOKEN : Verify.NONE);
        if ((verify == Verify.ID_TOKEN || verify == Verify.JWKS)
                && server.issuer().isEmpty()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_ISSUER,
                    "is needed to check tokens by (UPSTREAM_OAUTH_VERIFY=" + SettingsReader.written(verify)
                            + "): set it, or UPSTREAM_OAUTH_VERIFY=none");
        }
        return verify;
    }

    private static GrantOptions grants(SettingsReader settings, ServerUrls urls) {
        boolean cached = settings.flag(EnvironmentKey.TOKEN_CACHE_ENABLED);
        int size = settings.number(EnvironmentKey.TOKEN_CACHE_MAX_SIZE, 1, 10_000_000);
        GrantOptions usual = GrantOptions.usual(urls.issuer(), urls.resource());
        return new GrantOptions(
                urls.issuer(),
                urls.resource(),
                usual.accessLifetime(),
                usual.idleLifetime(),
                usual.absoluteLifetime(),
                Duration.ofSeconds(settings.number(EnvironmentKey.MCP_OAUTH_REFRESH_GRACE_SECS, 0, 60)),
                Duration.ofSeconds(settings.number(EnvironmentKey.TOKEN_EXPIRY_BUFFER_SECS, 0, DAY)),
                cached ? size : 0);
    }

    private static Optional<KeyRing> keys(SettingsReader settings, boolean loopback) {
        Optional<KeyRing> keys = settings.secret(EnvironmentKey.MCP_JWT_SIGNING_KEY)
                .flatMap(secret -> parsed(
                        settings,
                        EnvironmentKey.MCP_JWT_SIGNING_KEY,
                        () -> Optional.of(KeyRing.of(secret)),
                        Optional.empty()));
        boolean ephemeral = settings.flag(EnvironmentKey.MCP_ALLOW_EPHEMERAL_KEY);
        if (settings.text(EnvironmentKey.MCP_JWT_SIGNING_KEY).isEmpty() && !loopback && !ephemeral) {
            settings.problem(
                    EnvironmentKey.MCP_JWT_SIGNING_KEY,
                    "is needed, or every restart logs everybody out: ./emcp keygen makes one. For a trial set"
                            + " MCP_ALLOW_EPHEMERAL_KEY=true");
        }
        return keys;
    }

    private static ConsentMode consent(SettingsReader settings, boolean loopback) {
        ConsentMode consent = settings.choice(EnvironmentKey.MCP_OAUTH_CONSENT, ConsentMode.class);
        if (consent == ConsentMode.OFF && !loopback) {
            settings.problem(
                    EnvironmentKey.MCP_OAUTH_CONSENT,
                    "off is for a loopback base URL only: without consent any web site could sign its own client in as"
                            + " your users");
        }
        return consent;
    }

    private static UpstreamLogin.Options login(
            SettingsReader settings, ServerUrls urls, Set<AccountId> allowedAccounts) {
        int usual = settings.number(EnvironmentKey.UPSTREAM_OAUTH_DEFAULT_TTL_SECS, 0, 366 * DAY);
        return new UpstreamLogin.Options(
                urls.callback(),
                settings.value(EnvironmentKey.UPSTREAM_ACCOUNT_ID, AccountId::new),
                allowedAccounts,
                settings.choice(EnvironmentKey.UPSTREAM_OAUTH_PKCE, Switch.class) == Switch.ON,
                settings.flag(EnvironmentKey.UPSTREAM_OAUTH_FORWARD_RESOURCE),
                settings.parameters(EnvironmentKey.UPSTREAM_OAUTH_EXTRA_AUTHORIZE_PARAMS),
                settings.parameters(EnvironmentKey.UPSTREAM_OAUTH_EXTRA_TOKEN_PARAMS),
                usual == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(usual)));
    }

    private static <T> T parsed(SettingsReader settings, EnvironmentKey key, Supplier<T> value, T otherwise) {
        try {
            return value.get();
        } catch (IllegalArgumentException unusable) {
            settings.problem(key, String.valueOf(unusable.getMessage()));
            return otherwise;
        }
    }
}
