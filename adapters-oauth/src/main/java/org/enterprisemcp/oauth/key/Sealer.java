package org.enterprisemcp.oauth.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts texts so that only this server can read them, and only in the place that they were sealed for: AES-256-GCM, with the
 * place and the key's name as associated data. A sealed text is {@code kid.base64url(nonce|ciphertext|tag)}.
 */
public final class Sealer {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final KeyPurpose purpose;
    private final SecureRandom random = new SecureRandom();

    /** @param purpose one whose key encrypts */
    public Sealer(KeyRing keys, KeyPurpose purpose) {
        this.keys = keys;
        this.purpose = purpose;
    }

    /**
     * Seals a text with the current key.
     *
     * @param place what it is for; it cannot be opened for anything else
     */
    public String seal(String place, String text) {
        String kid = keys.current();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.key(purpose), nonce, place, kid);
            byte[] hidden = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
            return kid + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** The text; empty when it was not sealed here, not for this place, or with a key that is no longer on the ring. */
    public Optional<String> open(String place, String sealed) {
        int dot = sealed.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        String kid = sealed.substring(0, dot);
        return keys.key(purpose, kid).flatMap(key -> opened(key, place, kid, sealed.substring(dot + 1)));
    }

    private static Optional<String> opened(SecretKey key, String place, String kid, String encoded) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(encoded);
            if (all.length < NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer.wrap(all).get(nonce);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place, kid);
            return Optional.of(
                    new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place, String kid)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((place + "|" + kid).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
