package org.enterprisemcp.oauth.upstream;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;

/** An upstream's authorization server as the operator says where it is, and as the adapter says it for the rest. */
public final class ConfiguredServer implements UpstreamAuthorizationServer {

    private final Optional<UpstreamAuthorizationServer> adapters;
    private final Urls urls;

    private ConfiguredServer(Optional<UpstreamAuthorizationServer> adapters, Urls urls) {
        this.adapters = adapters;
        this.urls = urls;
    }

    /**
     * Where its endpoints are; empty ones are left to the adapter.
     *
     * @param authorization where users sign in
     * @param token where codes become tokens
     * @param revocation where tokens are revoked
     * @param jwks where its keys stand
     */
    public record Urls(
            Optional<String> authorization,
            Optional<String> token,
            Optional<String> revocation,
            Optional<String> jwks) {
        public Urls {
            Objects.requireNonNull(authorization, "authorization");
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(revocation, "revocation");
            Objects.requireNonNull(jwks, "jwks");
        }
    }

    /**
     * The server.
     *
     * @param adapters the upstream adapter's own; empty where it knows none
     * @throws MissingConfiguration when neither says where users sign in or tokens come from
     */
    public static UpstreamAuthorizationServer over(Optional<UpstreamAuthorizationServer> adapters, Urls urls) {
        ConfiguredServer server = new ConfiguredServer(adapters, urls);
        server.endpoints(Optional.empty());
        return server;
    }

    @Override
    public Endpoints endpoints(Optional<AccountId> account) {
        Optional<Endpoints> own = adapters.map(server -> server.endpoints(account));
        return new Endpoints(
                urls.authorization()
                        .or(() -> own.map(Endpoints::authorization))
                        .orElseThrow(() -> missing("UPSTREAM_OAUTH_AUTHORIZE_URL", "where users sign in")),
                urls.token()
                        .or(() -> own.map(Endpoints::token))
                        .orElseThrow(() -> missing("UPSTREAM_OAUTH_TOKEN_URL", "where its tokens come from")),
                urls.revocation().or(() -> own.flatMap(Endpoints::revocation)),
                urls.jwks().or(() -> own.flatMap(Endpoints::jwks)));
    }

    private static MissingConfiguration missing(String key, String what) {
        return new MissingConfiguration(key, "this upstream does not tell " + what);
    }

    @Override
    public List<String> scopes() {
        return adapters.map(UpstreamAuthorizationServer::scopes).orElse(List.of());
    }

    @Override
    public List<String> problemsOf(List<String> scopes) {
        return adapters.map(server -> server.problemsOf(scopes)).orElse(List.of());
    }

    @Override
    public Optional<AccountId> accountOf(Map<String, String> redirect) {
        return adapters.flatMap(server -> server.accountOf(redirect));
    }

    @Override
    public Map<String, String> identityOf(Map<String, String> redirect, Map<String, Object> claims) {
        return adapters.map(server -> server.identityOf(redirect, claims)).orElse(Map.of());
    }
}
