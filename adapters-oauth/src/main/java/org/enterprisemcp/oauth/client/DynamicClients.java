package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.ClientMetadata.Audience;
import org.enterprisemcp.oauth.client.RedirectUris.Kind;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;

/**
 * Clients that register themselves (RFC 7591). Nothing is kept of them: their id is what they registered, signed:
 * {@code dcr1.<kid>.<base64url of JSON>.<HMAC>}. So it outlives restarts, is the same on every replica, and costs no memory however
 * many ask for one; who registers the same twice gets the same id. It ends with its key, with the epoch, or on a denylist.
 *
 * <p>All of them are public clients. Those that ask for {@code client_secret_basic} or {@code client_secret_post} are answered
 * {@code none} and get no secret, as clients of the field expect; any other way to authenticate is refused.
 */
public final class DynamicClients {

    /** A longer body is refused before it is read; also what the endpoint should set as its limit. */
    public static final int LARGEST_BODY = 16 * 1024;

    private static final String PREFIX = "dcr1";
    private static final int LARGEST_JSON = 1_536;
    private static final int LONGEST_ID = 2_200;
    private static final Set<String> KNOWN_AUTH_METHODS = Set.of("none", "client_secret_basic", "client_secret_post");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final StrictJson json = new StrictJson();
    private final KeyRing keys;
    private final int epoch;
    private final RedirectRule allowed;
    private final Clock clock;

    /**
     * Registrations under these keys.
     *
     * @param epoch another number than before makes all ids unknown ({@code MCP_OAUTH_CLIENT_EPOCH})
     * @param extraAllowList what a redirect URI must be besides being safe; it holds for ids of earlier days too
     */
    public DynamicClients(KeyRing keys, int epoch, RedirectRule extraAllowList, Clock clock) {
        this.keys = keys;
        this.epoch = epoch;
        this.allowed = extraAllowList;
        this.clock = clock;
    }

    /**
     * Registers a client.
     *
     * @param body the JSON that it sent
     * @return the JSON of the 201 answer: its id and what was registered; there is no secret
     * @throws OAuthRefusal invalid_client_metadata or invalid_redirect_uri, naming the field
     */
    public Map<String, Object> register(byte[] body) {
        JsonNode request = parsed(body);
        ClientMetadata metadata = ClientMetadata.of(request, Audience.THIS_SERVER);
        String method =
                ClientMetadata.text(request, "token_endpoint_auth_method").orElse("none");
        if (!KNOWN_AUTH_METHODS.contains(method)) {
            throw ClientMetadata.invalid("token_endpoint_auth_method must be none.");
        }
        refuseWhatTheOperatorDoesNotAllow(metadata.redirectUris());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("client_id", id(metadata));
        answer.put("client_id_issued_at", clock.instant().getEpochSecond());
        answer.put("client_name", metadata.name());
        answer.put("redirect_uris", metadata.redirectUris());
        answer.put("grant_types", List.copyOf(metadata.grantTypes()));
        answer.put("response_types", List.of("code"));
        answer.put("token_endpoint_auth_method", "none");
        answer.put("application_type", metadata.kind() == Kind.WEB ? "web" : "native");
        answer.put("scope", ClientMetadata.line(metadata.scopes()));
        return answer;
    }

    private JsonNode parsed(byte[] body) {
        if (body.length > LARGEST_BODY) {
            throw ClientMetadata.invalid("The body is longer than " + LARGEST_BODY + " bytes.");
        }
        try {
            return json.parse(body);
        } catch (IllegalArgumentException broken) {
            throw ClientMetadata.invalid("The body " + broken.getMessage() + ".");
        }
    }

    private void refuseWhatTheOperatorDoesNotAllow(List<String> uris) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < uris.size(); i++) {
            if (!allowed.allows(uris.get(i))) {
                problems.add("redirect_uris[" + i + "] is not one that the operator of this server allows");
            }
        }
        ClientMetadata.refuse(problems);
    }

    private String id(ClientMetadata metadata) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("e", epoch);
        kept.put("n", metadata.name());
        kept.put("r", metadata.redirectUris());
        if (!metadata.grantTypes().contains(ClientMetadata.REFRESH_TOKEN)) {
            kept.put("g", ClientMetadata.AUTHORIZATION_CODE);
        }
        if (!metadata.scopes().equals(Scope.ALL)) {
            kept.put("s", ClientMetadata.line(metadata.scopes()));
        }
        byte[] bytes = json.write(kept).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_JSON) {
            throw new OAuthRefusal(
                    OAuthError.INVALID_REDIRECT_URI,
                    "redirect_uris and client_name are longer than " + LARGEST_JSON + " bytes together.");
        }
        String signed = PREFIX + "." + keys.current() + "." + ENCODER.encodeToString(bytes);
        return signed + "." + keys.mac(KeyPurpose.CLIENT_ID, signed);
    }

    /** Whether an id is meant to be of this kind, good or not. */
    static boolean isMeant(String clientId) {
        return clientId.startsWith(PREFIX + ".");
    }

    /** The client with this id; empty unless this server signed it, in this epoch, for redirect URIs that are still allowed. */
    public Optional<Client> find(String clientId) {
        String[] parts = clientId.split("\\.", -1);
        if (clientId.length() > LONGEST_ID || parts.length != 4 || !parts[0].equals(PREFIX)) {
            return Optional.empty();
        }
        String signed = clientId.substring(0, clientId.lastIndexOf('.'));
        return keys.mac(KeyPurpose.CLIENT_ID, parts[1], signed)
                .filter(right -> same(right, parts[3]))
                .flatMap(_ -> client(clientId, json.parse(Base64.getUrlDecoder().decode(parts[2]))));
    }

    private Optional<Client> client(String clientId, JsonNode kept) {
        List<String> uris = stream(kept.path("r")).filter(allowed::allows).toList();
        if (kept.path("e").asInt() != epoch || uris.isEmpty()) {
            return Optional.empty();
        }
        Set<String> grantTypes =
                kept.has("g") ? Set.of(kept.path("g").asText()) : new TreeSet<>(ClientMetadata.GRANT_TYPES);
        Set<Scope> scopes = kept.has("s") ? scopes(kept.path("s").asText()) : Scope.ALL;
        return Optional.of(new Client(
                clientId,
                kept.path("n").asText(),
                uris,
                grantTypes,
                scopes,
                new Client.Origin.Registered(),
                Optional.empty()));
    }

    private static Stream<String> stream(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asText);
    }

    private static Set<Scope> scopes(String line) {
        return Stream.of(line.split(" ", -1)).map(Scope::new).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean same(String right, String given) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
