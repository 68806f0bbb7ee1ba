package org.enterprisemcp.oauth.client;

import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;

/**
 * All clients: those that the operator named, those that registered themselves, and those whose id leads to a document about them.
 * The client that this server itself is at the upstream is none of them, so its id opens nothing here.
 */
public final class Clients {

    private final ConfiguredClients configured;
    private final DynamicClients dynamic;
    private final Optional<MetadataDocuments> documents;
    private final Set<String> denied;

    /**
     * The clients of this server.
     *
     * @param documents empty where ids that are URLs are not accepted
     * @param denied ids that are unknown whatever they look like
     */
    public Clients(
            ConfiguredClients configured,
            DynamicClients dynamic,
            Optional<MetadataDocuments> documents,
            Set<String> denied) {
        this.configured = configured;
        this.dynamic = dynamic;
        this.documents = documents;
        this.denied = Set.copyOf(denied);
    }

    /**
     * The client with this id.
     *
     * @throws OAuthRefusal invalid_client when there is none
     */
    public Client find(String clientId) {
        if (denied.contains(clientId)) {
            throw unknown("the client is on the denylist");
        }
        return configured
                .find(clientId)
                .or(() -> dynamic.find(clientId))
                .or(() -> documents.filter(_ -> DocumentUrl.isMeant(clientId)).map(all -> all.find(clientId)))
                .orElseThrow(() -> unknown("no client has this id"));
    }

    private static OAuthRefusal unknown(String reason) {
        return new OAuthRefusal(
                OAuthError.INVALID_CLIENT, "This client is not known here (any more). Register it again.", reason);
    }
}
