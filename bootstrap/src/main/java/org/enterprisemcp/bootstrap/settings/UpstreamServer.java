package org.enterprisemcp.bootstrap.settings;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.port.AuthorizationServerPresets;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.oauth.upstream.ConfiguredServer;
import org.enterprisemcp.oauth.upstream.IssuerMetadata;

/**
 * Where the upstream's authorization server is, from the settings.
 *
 * @param own what the chosen preset, or else the upstream's adapter, knows of it
 * @param urls what the operator says
 * @param published what its issuer publishes, where the operator names an issuer and no preset
 */
public record UpstreamServer(
        Optional<UpstreamAuthorizationServer> own, ConfiguredServer.Urls urls, Optional<IssuerMetadata> published) {

    /** One of no shipped blocks: whatever its issuer publishes. */
    private static final String GENERIC = "generic";

    /** Reads the settings; problems stay with the reader. */
    public static UpstreamServer read(
            SettingsReader reader, Settings settings, Optional<Upstream> upstream, Clock clock) {
        Optional<String> issuer = reader.url(EnvironmentKey.UPSTREAM_OAUTH_ISSUER);
        Map<String, AuthorizationServerPresets> presets = new LinkedHashMap<>();
        ServiceLoader.load(AuthorizationServerPresets.class)
                .forEach(found -> found.names().forEach(name -> presets.put(name, found)));
        Optional<String> preset = preset(reader, presets);
        Optional<UpstreamAuthorizationServer> shipped = preset.filter(presets::containsKey)
                .flatMap(name -> created(reader, Objects.requireNonNull(presets.get(name)), name, settings));
        if (preset.equals(Optional.of(GENERIC)) && issuer.isEmpty()) {
            reader.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_ISSUER,
                    "is needed by UPSTREAM_OAUTH_PRESET=generic: it publishes where everything is");
        }
        ConfiguredServer.Urls urls = new ConfiguredServer.Urls(
                issuer,
                reader.url(EnvironmentKey.UPSTREAM_OAUTH_AUTHORIZE_URL),
                reader.url(EnvironmentKey.UPSTREAM_OAUTH_TOKEN_URL),
                reader.url(EnvironmentKey.UPSTREAM_OAUTH_REVOKE_URL),
                reader.url(EnvironmentKey.UPSTREAM_OAUTH_INTROSPECTION_URL),
                reader.url(EnvironmentKey.UPSTREAM_OAUTH_JWKS_URL));
        Optional<UpstreamAuthorizationServer> own =
                preset.isPresent() ? shipped : upstream.flatMap(Upstream::authorizationServer);
        // What an adapter knows of its own issuer need not be asked for.
        Optional<IssuerMetadata> published = issuer.filter(name -> shipped.isEmpty()
                        && !own.flatMap(UpstreamAuthorizationServer::issuer).equals(issuer))
                .map(name -> new IssuerMetadata(name, clock));
        return new UpstreamServer(own, urls, published);
    }

    private static Optional<String> preset(SettingsReader reader, Map<String, AuthorizationServerPresets> shipped) {
        Optional<String> preset =
                reader.text(EnvironmentKey.UPSTREAM_OAUTH_PRESET).map(name -> name.toLowerCase(Locale.ROOT));
        if (preset.isPresent() && !preset.get().equals(GENERIC) && !shipped.containsKey(preset.get())) {
            reader.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_PRESET,
                    "must be one of " + String.join(", ", shipped.keySet()) + ", " + GENERIC);
            return Optional.empty();
        }
        return preset;
    }

    private static Optional<UpstreamAuthorizationServer> created(
            SettingsReader reader, AuthorizationServerPresets presets, String name, Settings settings) {
        try {
            return Optional.of(presets.create(name, settings));
        } catch (ConfigurationException unusable) {
            reader.problems(unusable);
            return Optional.empty();
        }
    }

    /** Whether a client's secret goes in the form where the operator does not say. */
    boolean takesSecretInForm() {
        return own.map(UpstreamAuthorizationServer::takesSecretInForm).orElse(false);
    }

    /** Who issues its tokens, where anybody knows. */
    Optional<String> issuer() {
        return urls.issuer().or(() -> own.flatMap(UpstreamAuthorizationServer::issuer));
    }

    /**
     * The server.
     *
     * @param account the account that users sign in to
     * @throws ConfigurationException when nobody says where users sign in or tokens come from
     */
    public UpstreamAuthorizationServer server(Optional<AccountId> account) {
        return ConfiguredServer.over(own, urls, published, account);
    }
}
