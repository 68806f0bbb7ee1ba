package org.enterprisemcp.sandbox.netsuite.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An integration record: a client that may ask for tokens.
 *
 * @param id its client id
 * @param name its name on the consent page
 * @param kind what it can keep and how it signs in
 * @param secret its secret; empty for a public client
 * @param redirectUris where its users may be sent back to, exactly
 */
record OAuthClient(String id, String name, Kind kind, String secret, List<String> redirectUris) {

    private static final Pattern LOOPBACK_CALLBACK =
            Pattern.compile("http://(?:127\\.0\\.0\\.1|localhost):[0-9]{1,5}/auth/callback");

    /** What a client can keep. */
    enum Kind {
        /** It keeps a secret; its refresh token stays the same for seven days. */
        CONFIDENTIAL(Duration.ofDays(7)),
        /** It keeps none; each refresh token works once, for two days. */
        PUBLIC(Duration.ofDays(2)),
        /** No user at all: a certificate or a secret, and no refresh token. */
        MACHINE(Duration.ZERO);

        private final Duration refreshable;

        Kind(Duration refreshable) {
            this.refreshable = refreshable;
        }

        /** How long a refresh token works. */
        Duration refreshable() {
            return refreshable;
        }
    }

    OAuthClient {
        redirectUris = List.copyOf(redirectUris);
    }

    boolean isPublic() {
        return kind == Kind.PUBLIC;
    }

    /** Whether users may be sent to this URI: a registered one, or the callback of a server on this machine. */
    boolean mayRedirectTo(String uri) {
        return redirectUris.contains(uri) || LOOPBACK_CALLBACK.matcher(uri).matches();
    }

    boolean hasSecret(String candidate) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "OAuthClient[" + id + ", " + kind + "]";
    }
}
