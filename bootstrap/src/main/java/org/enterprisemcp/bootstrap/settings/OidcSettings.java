package org.enterprisemcp.bootstrap.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.endpoint.ServerUrls;
import org.enterprisemcp.oauth.oidc.IssuerOptions;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.OnBehalfOf;

/**
 * The settings of callers who bring a token of the company's own issuer ({@code MCP_AUTH_MODE=oidc}).
 *
 * @param urls under which clients know this server
 * @param tokens whose tokens are good here
 * @param jwks where the issuer's keys stand, where the operator says it
 * @param scopes what clients are told to ask the issuer for
 * @param exchange how callers' tokens are exchanged for the upstream's; empty where they are not
 */
public record OidcSettings(
        ServerUrls urls,
        IssuerOptions tokens,
        Optional<String> jwks,
        List<String> scopes,
        Optional<Exchange> exchange) {

    /**
     * How tokens are exchanged.
     *
     * @param client who this server is at the issuer
     */
    public record Exchange(OAuthClient client, OnBehalfOf.Options options) {}

    /** Reads the settings; empty when they cannot be used, and then the reader knows why. */
    static Optional<OidcSettings> read(
            SettingsReader settings,
            Optional<BaseUrl> baseUrl,
            int port,
            AuthSettings.Credential credential,
            boolean secretInForm) {
        String base = baseUrl.map(url -> url.value().replaceFirst("/$", "")).orElse("http://127.0.0.1:" + port);
        ServerUrls urls = new ServerUrls(base, base);
        Optional<String> issuer = settings.url(EnvironmentKey.OIDC_ISSUER);
        if (settings.text(EnvironmentKey.OIDC_ISSUER).isEmpty()) {
            settings.problem(
                    EnvironmentKey.OIDC_ISSUER,
                    "is needed: MCP_AUTH_MODE=oidc lets in who brings a token of this issuer");
        }
        List<String> audiences = new ArrayList<>(settings.words(EnvironmentKey.OIDC_AUDIENCE));
        if (audiences.isEmpty()) {
            audiences.add(urls.resource());
        }
        Optional<Exchange> exchange = credential == AuthSettings.Credential.ON_BEHALF_OF
                ? exchange(settings, secretInForm)
                : Optional.empty();
        Set<Scope> usual = scopes(settings);
        int cacheSize = cacheSize(settings);
        return issuer.map(name -> new OidcSettings(
                urls,
                new IssuerOptions(name, audiences, usual, cacheSize),
                settings.url(EnvironmentKey.OIDC_JWKS_URL),
                settings.words(EnvironmentKey.OIDC_SCOPES),
                exchange));
    }

    private static int cacheSize(SettingsReader settings) {
        int size = settings.number(EnvironmentKey.TOKEN_CACHE_MAX_SIZE, 1, 10_000_000);
        return settings.flag(EnvironmentKey.TOKEN_CACHE_ENABLED) ? size : 0;
    }

    private static Set<Scope> scopes(SettingsReader settings) {
        Set<String> named = new LinkedHashSet<>(settings.words(EnvironmentKey.OIDC_DEFAULT_SCOPES));
        Set<Scope> scopes = new HashSet<>(Scope.ALL);
        scopes.removeIf(scope -> !named.remove(scope.value()));
        if (!named.isEmpty()) {
            settings.problem(
                    EnvironmentKey.OIDC_DEFAULT_SCOPES,
                    "there is no scope " + String.join(", ", named) + "; there are mcp:read, mcp:write and mcp:delete");
        }
        return scopes;
    }

    private static Optional<Exchange> exchange(SettingsReader settings, boolean secretInForm) {
        if (settings.text(EnvironmentKey.OIDC_ON_BEHALF_OF).isEmpty()) {
            settings.problem(
                    EnvironmentKey.OIDC_ON_BEHALF_OF,
                    "is needed with UPSTREAM_CREDENTIAL=on-behalf-of: entra or rfc8693, the form of the exchange");
            return Optional.empty();
        }
        OnBehalfOf.Form form = settings.choice(EnvironmentKey.OIDC_ON_BEHALF_OF, OnBehalfOf.Form.class);
        // Entra ID takes a secret in either place, and its own documents show it in the form.
        Optional<OAuthClient> client =
                UpstreamClientSettings.read(settings, secretInForm || form == OnBehalfOf.Form.ENTRA);
        if (settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID).isEmpty()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID,
                    "is needed: UPSTREAM_CREDENTIAL=on-behalf-of exchanges callers' tokens as this client of the issuer");
        }
        if (form == OnBehalfOf.Form.ENTRA
                && settings.words(EnvironmentKey.UPSTREAM_OAUTH_SCOPES).isEmpty()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_SCOPES,
                    "is needed: Entra ID gives tokens for the API that a scope names, such as api://<application"
                            + " id>/.default (without one it answers AADSTS900144)");
        }
        Duration buffer = Duration.ofSeconds(settings.number(EnvironmentKey.TOKEN_EXPIRY_BUFFER_SECS, 0, 86_400));
        int size = settings.number(EnvironmentKey.TOKEN_CACHE_MAX_SIZE, 1, 10_000_000);
        return client.map(who -> new Exchange(
                who,
                new OnBehalfOf.Options(
                        form,
                        who.scopes(),
                        settings.parameters(EnvironmentKey.UPSTREAM_OAUTH_EXTRA_TOKEN_PARAMS),
                        buffer,
                        size)));
    }
}
