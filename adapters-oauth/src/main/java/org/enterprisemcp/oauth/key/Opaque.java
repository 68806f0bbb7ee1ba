package org.enterprisemcp.oauth.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Texts that mean nothing to whoever carries them: codes, states, verifiers, refresh tokens. Only their hashes are kept. */
public final class Opaque {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Opaque() {}

    /** A new one of 256 random bits: 43 characters of base64url. */
    public static String create() {
        return random(32);
    }

    /** A new name of 128 random bits, for what is no secret: 22 characters of base64url. */
    public static String name() {
        return random(16);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return TEXT.encodeToString(random);
    }

    /** The SHA-256 of a text as base64url; of a PKCE verifier it is the S256 challenge (RFC 7636 section 4.2). */
    public static String hash(String text) {
        try {
            return TEXT.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Whether two texts are equal; takes the same time wherever they differ. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
