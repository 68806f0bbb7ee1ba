package org.enterprisemcp.oauth.upstream;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.oauth.upstream.IssuerMetadata.Document;

/**
 * An upstream's authorization server as the operator says where it is; for what the operator does not say, as the issuer publishes
 * it, and else as the adapter says it.
 */
public final class ConfiguredServer implements UpstreamAuthorizationServer {

    private final Optional<UpstreamAuthorizationServer> adapters;
    private final Urls urls;
    private final Optional<IssuerMetadata> published;

    private ConfiguredServer(
            Optional<UpstreamAuthorizationServer> adapters, Urls urls, Optional<IssuerMetadata> published) {
        this.adapters = adapters;
        this.urls = urls;
        this.published = published;
    }

    /**
     * What the operator says; what is empty is found elsewhere.
     *
     * @param issuer who issues its tokens
     * @param authorization where users sign in
     * @param token where codes become tokens
     * @param revocation where tokens are revoked
     * @param introspection where tokens are looked at
     * @param jwks where its keys stand
     */
    public record Urls(
            Optional<String> issuer,
            Optional<String> authorization,
            Optional<String> token,
            Optional<String> revocation,
            Optional<String> introspection,
            Optional<String> jwks) {
        public Urls {
            Objects.requireNonNull(issuer, "issuer");
            Objects.requireNonNull(authorization, "authorization");
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(revocation, "revocation");
            Objects.requireNonNull(introspection, "introspection");
            Objects.requireNonNull(jwks, "jwks");
        }
    }

    /**
     * The server.
     *
     * @param adapters the upstream adapter's own; empty where it knows none
     * @param published what the issuer publishes; empty where nobody is asked
     * @param account the account that users sign in to
     * @throws MissingConfiguration when nobody says, or can be asked, where users sign in or tokens come from
     */
    public static UpstreamAuthorizationServer over(
            Optional<UpstreamAuthorizationServer> adapters,
            Urls urls,
            Optional<IssuerMetadata> published,
            Optional<AccountId> account) {
        ConfiguredServer server = new ConfiguredServer(adapters, urls, published);
        if (published.isEmpty()) {
            server.endpoints(account);
        }
        return server;
    }

    /** @throws Connection while what the issuer publishes is needed and cannot be had */
    @Override
    public Endpoints endpoints(Optional<AccountId> account) {
        Optional<Endpoints> own =
                published.isPresent() ? Optional.empty() : adapters.map(server -> server.endpoints(account));
        return new Endpoints(
                urls.authorization()
                        .or(() -> own.map(Endpoints::authorization))
                        .or(() -> discovered(Document::authorization))
                        .orElseThrow(() -> missing("UPSTREAM_OAUTH_AUTHORIZE_URL", "where users sign in")),
                urls.token()
                        .or(() -> own.map(Endpoints::token))
                        .or(() -> discovered(Document::token))
                        .orElseThrow(() -> missing("UPSTREAM_OAUTH_TOKEN_URL", "where its tokens come from")),
                urls.revocation()
                        .or(() -> own.flatMap(Endpoints::revocation))
                        .or(() -> discovered(Document::revocation)),
                urls.introspection()
                        .or(() -> own.flatMap(Endpoints::introspection))
                        .or(() -> discovered(Document::introspection)),
                urls.jwks().or(() -> own.flatMap(Endpoints::jwks)).or(() -> discovered(Document::jwks)));
    }

    private Optional<String> discovered(Function<Document, Optional<String>> endpoint) {
        return published.flatMap(issuer -> endpoint.apply(issuer.document()
                .orElseThrow(() -> new Connection(
                        "The upstream's login cannot be reached at the moment.", CallFacts.unanswered(1)))));
    }

    private static MissingConfiguration missing(String key, String what) {
        return new MissingConfiguration(
                key, "this upstream does not tell " + what + "; UPSTREAM_OAUTH_ISSUER or UPSTREAM_OAUTH_PRESET do too");
    }

    @Override
    public Optional<String> issuer() {
        return urls.issuer().or(() -> adapters.flatMap(UpstreamAuthorizationServer::issuer));
    }

    @Override
    public boolean namesIssuer() {
        return published
                .flatMap(IssuerMetadata::document)
                .map(Document::namesIssuer)
                .orElse(false);
    }

    @Override
    public boolean takesSecretInForm() {
        return adapters.map(UpstreamAuthorizationServer::takesSecretInForm).orElse(false);
    }

    @Override
    public Map<String, String> authorizationParameters() {
        return adapters.map(UpstreamAuthorizationServer::authorizationParameters)
                .orElse(Map.of());
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
