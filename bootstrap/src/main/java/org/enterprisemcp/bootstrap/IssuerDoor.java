package org.enterprisemcp.bootstrap;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.bootstrap.settings.OidcSettings;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.oauth.endpoint.BearerFilter;
import org.enterprisemcp.oauth.endpoint.ProtectedResource;
import org.enterprisemcp.oauth.oidc.IssuerTokens;
import org.enterprisemcp.oauth.upstream.IssuerMetadata;
import org.enterprisemcp.oauth.upstream.IssuerMetadata.Document;
import org.enterprisemcp.oauth.upstream.OnBehalfOf;

/**
 * Callers with a token of the company's own issuer, put together.
 *
 * @param resource what clients are told
 * @param filter who is let in at the MCP endpoint
 * @param exchanged the upstream's tokens that callers' are exchanged for; empty where all calls share one credential
 */
record IssuerDoor(ProtectedResource resource, BearerFilter filter, Optional<UpstreamTokens> exchanged) {

    /** Puts it together. What the issuer publishes is fetched when it is first needed. */
    static IssuerDoor of(String serverName, OidcSettings settings, Clock clock) {
        IssuerMetadata metadata = new IssuerMetadata(settings.tokens().issuer(), clock);
        ProtectedResource resource = new ProtectedResource(
                serverName, settings.urls(), settings.tokens().issuer(), settings.scopes());
        IssuerTokens tokens = new IssuerTokens(
                settings.tokens(), () -> settings.jwks().or(() -> published(metadata, Document::jwks)), clock);
        Optional<UpstreamTokens> exchanged = settings.exchange()
                .map(exchange -> new OnBehalfOf(
                        exchange.client(),
                        exchange.options(),
                        () -> published(metadata, Document::token)
                                .orElseThrow(() -> new Connection(
                                        "The issuer does not tell where tokens are exchanged.",
                                        CallFacts.unanswered(1))),
                        clock));
        return new IssuerDoor(resource, resource.filter(tokens), exchanged);
    }

    private static Optional<String> published(IssuerMetadata metadata, Function<Document, Optional<String>> endpoint) {
        return metadata.document().flatMap(endpoint);
    }
}
