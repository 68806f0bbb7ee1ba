package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.ClientMetadata.Audience;

/**
 * Clients that the operator names ({@code MCP_OAUTH_CLIENTS}), for those that cannot register themselves. The setting is a JSON list
 * of {@code {"client_id", "client_name", "redirect_uris", "scope"}}; the last may be left out. They are public clients like all
 * others, so there is no secret in it.
 */
public final class ConfiguredClients {

    /** None. */
    public static final ConfiguredClients NONE = new ConfiguredClients(Map.of());

    private static final int LONGEST_ID = 255;

    private final Map<String, Client> clients;

    private ConfiguredClients(Map<String, Client> clients) {
        this.clients = Map.copyOf(clients);
    }

    /**
     * The clients of a setting; an empty one names none.
     *
     * @throws IllegalArgumentException saying which entry cannot be used and why
     */
    public static ConfiguredClients of(String setting) {
        if (setting.isBlank()) {
            return NONE;
        }
        JsonNode entries = list(setting);
        Map<String, Client> clients = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String which = "client number " + (i + 1);
            Client client = client(entries.get(i), which);
            if (clients.put(client.id(), client) != null) {
                throw new IllegalArgumentException(which + ": client_id is that of another one");
            }
        }
        return new ConfiguredClients(clients);
    }

    private static JsonNode list(String setting) {
        JsonNode entries;
        try {
            entries = new StrictJson().parse(setting);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("the list of clients " + broken.getMessage(), broken);
        }
        if (!entries.isArray()) {
            throw new IllegalArgumentException(
                    "the list of clients must be a JSON list of {\"client_id\", \"client_name\", \"redirect_uris\"}");
        }
        return entries;
    }

    private static Client client(JsonNode entry, String which) {
        try {
            if (entry.has("client_secret")) {
                throw ClientMetadata.invalid("client_secret has no use here, as clients are public; leave it out.");
            }
            ClientMetadata metadata = ClientMetadata.of(entry, Audience.THIS_SERVER);
            return new Client(
                    id(entry),
                    metadata.name(),
                    metadata.redirectUris(),
                    metadata.grantTypes(),
                    metadata.scopes(),
                    new Client.Origin.Configured(),
                    Optional.empty());
        } catch (OAuthRefusal refusal) {
            throw new IllegalArgumentException(which + ": " + refusal.description(), refusal);
        }
    }

    private static String id(JsonNode entry) {
        String id = ClientMetadata.text(entry, "client_id").orElse("");
        boolean printable = id.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (id.isEmpty() || id.length() > LONGEST_ID || !printable) {
            throw ClientMetadata.invalid(
                    "client_id must be 1 to " + LONGEST_ID + " printable ASCII characters without blanks.");
        }
        if (DynamicClients.isMeant(id) || DocumentUrl.isMeant(id)) {
            throw ClientMetadata.invalid("client_id must not look like a signed id or a URL.");
        }
        return id;
    }

    /** The client with this id. */
    public Optional<Client> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }
}
