package org.enterprisemcp.oauth.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.token.Scope;

/**
 * An MCP client as this authorization server knows it. All clients are public; one with a metadata document may prove who it is
 * with a key.
 *
 * @param id its client id
 * @param name its name for people, without control characters
 * @param redirectUris where it may be sent back to, as registered
 * @param grantTypes with what it may come to the token endpoint: {@code authorization_code}, and {@code refresh_token} where it
 *     wants to stay signed in
 * @param scopes what it may ask for
 * @param origin how it became known
 * @param keys with which it signs assertions ({@code private_key_jwt}), as it then must; empty where it proves nothing
 */
public record Client(
        String id,
        String name,
        List<String> redirectUris,
        Set<String> grantTypes,
        Set<Scope> scopes,
        Origin origin,
        Optional<ClientKeys> keys) {

    public Client {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        redirectUris = List.copyOf(redirectUris);
        grantTypes = Set.copyOf(grantTypes);
        scopes = Set.copyOf(scopes);
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(keys, "keys");
    }

    /** How a client became known, which says how far its name can be trusted. */
    public sealed interface Origin {

        /** The operator named it. */
        record Configured() implements Origin {}

        /** It registered itself (RFC 7591); nobody vouches for its name. */
        record Registered() implements Origin {}

        /** Its id is the URL of a document about it (CIMD). */
        record Document(String host) implements Origin {}
    }
}
