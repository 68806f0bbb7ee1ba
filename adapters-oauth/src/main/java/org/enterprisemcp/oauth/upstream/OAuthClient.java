package org.enterprisemcp.oauth.upstream;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.token.Secret;

/**
 * Who this server is at the upstream's authorization server.
 *
 * @param clientId its client id
 * @param proof how it proves that
 * @param scopes what it asks for; empty for what the upstream needs
 * @param tokenUrl the token endpoint, where the operator names it; else the upstream's own
 */
public record OAuthClient(String clientId, Proof proof, List<String> scopes, Optional<String> tokenUrl) {

    public OAuthClient {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(proof, "proof");
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(tokenUrl, "tokenUrl");
    }

    /** How a client proves who it is. */
    public sealed interface Proof {

        /** By nothing: a public client, {@code none}. */
        record Nothing() implements Proof {}

        /** By a shared secret in the header, {@code client_secret_basic} (RFC 6749 section 2.3.1). */
        record BasicSecret(Secret secret) implements Proof {}

        /** By a shared secret in the form, {@code client_secret_post}. */
        record PostedSecret(Secret secret) implements Proof {}

        /** By a signed assertion, {@code private_key_jwt} (RFC 7523). */
        record SignedAssertion(SigningKey key) implements Proof {}
    }
}
