package org.enterprisemcp.oauth.client;

import com.nimbusds.jose.jwk.JWKSet;

/** Where the public keys of a client stand (RFC 7591 section 2). */
public sealed interface ClientKeys {

    /** In its document ({@code jwks}). */
    record Inline(JWKSet keys) implements ClientKeys {}

    /** In a document of their own ({@code jwks_uri}). */
    record At(String url) implements ClientKeys {}
}
