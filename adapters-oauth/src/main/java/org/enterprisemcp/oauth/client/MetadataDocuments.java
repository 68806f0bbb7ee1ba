package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.ClientMetadata.Audience;

/**
 * Clients whose id is the https URL of a document about them (OAuth Client ID Metadata Documents, which MCP prefers from 2026-07-28
 * on). Whoever controls the URL vouches for what stands there, so its host may be shown as the client's.
 */
public final class MetadataDocuments {

    private static final int LARGEST = 5 * 1024;
    private static final String NO_AUTHENTICATION = "none";
    private static final String SIGNED_ASSERTION = "private_key_jwt";
    private static final List<String> SECRETS = List.of("client_secret", "client_secret_expires_at");

    private final Set<String> hosts;
    private final DocumentFetch fetch;
    private final DocumentCache<Client> documents;

    /**
     * Documents from these hosts.
     *
     * @param reach from where documents are fetched at all
     * @param hosts whose documents are accepted; empty for all
     */
    public MetadataDocuments(Reach reach, Set<String> hosts, Clock clock) {
        this(DocumentFetch.within(reach), hosts, clock);
    }

    MetadataDocuments(DocumentFetch fetch, Set<String> hosts, Clock clock) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.fetch = fetch;
        this.documents = new DocumentCache<>(fetch, LARGEST, MetadataDocuments::client, clock);
    }

    /**
     * The client that a document describes.
     *
     * @param url its client id
     * @throws OAuthRefusal invalid_client when the document cannot be fetched or is not as it must be; the reason is for the log
     */
    public Client find(String url) {
        fetch.check(url);
        if (!hosts.isEmpty() && !hosts.contains(DocumentUrl.host(url))) {
            throw DocumentFetch.unverified("the document's host is not one that the operator allows");
        }
        return documents.get(url);
    }

    /** How many are remembered. */
    public long size() {
        return documents.size();
    }

    private static Client client(String url, JsonNode document) {
        try {
            return checked(url, document);
        } catch (OAuthRefusal refusal) {
            throw DocumentFetch.unverified("the document: " + refusal.getMessage());
        }
    }

    private static Client checked(String url, JsonNode document) {
        ClientMetadata metadata = ClientMetadata.of(document, Audience.EVERY_SERVER);
        if (!url.equals(document.path("client_id").textValue())) {
            throw DocumentFetch.unverified("client_id is not the URL that it was fetched from");
        }
        if (SECRETS.stream().anyMatch(document::has)) {
            throw DocumentFetch.unverified("a public document has a client_secret");
        }
        if (document.path("client_name").asText().isBlank()) {
            throw DocumentFetch.unverified("client_name is missing");
        }
        return new Client(
                url,
                metadata.name(),
                metadata.redirectUris(),
                metadata.grantTypes(),
                metadata.scopes(),
                new Client.Origin.Document(DocumentUrl.host(url)),
                keys(document));
    }

    private static Optional<ClientKeys> keys(JsonNode document) {
        String method =
                ClientMetadata.text(document, "token_endpoint_auth_method").orElse(NO_AUTHENTICATION);
        return switch (method) {
            case NO_AUTHENTICATION -> Optional.empty();
            case SIGNED_ASSERTION -> Optional.of(publishedKeys(document));
            default ->
                throw DocumentFetch.unverified("token_endpoint_auth_method is none that a public document can use");
        };
    }

    private static ClientKeys publishedKeys(JsonNode document) {
        Optional<String> url = ClientMetadata.text(document, "jwks_uri");
        if (url.isPresent() == document.has("jwks")) {
            throw DocumentFetch.unverified("private_key_jwt needs either jwks or jwks_uri");
        }
        return url.<ClientKeys>map(ClientKeys.At::new)
                .orElseGet(() -> new ClientKeys.Inline(ClientAssertions.publicKeys(document.path("jwks"))));
    }
}
