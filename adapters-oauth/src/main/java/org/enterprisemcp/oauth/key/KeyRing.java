package org.enterprisemcp.oauth.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.enterprisemcp.domain.token.Secret;

/**
 * The secrets of this server ({@code MCP_JWT_SIGNING_KEY}). The first one signs and encrypts; all of them verify and decrypt, so
 * that a secret can be replaced while what it signed is still about. Keys are derived with HKDF-SHA256 (RFC 5869), one for each
 * purpose.
 */
public final class KeyRing {

    private static final String MAC = "HmacSHA256";
    private static final byte[] SALT = "enterprise-mcp/v1".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST = 32;
    /** A little below 128: an estimate from the characters that occur comes out lower than what went in. */
    private static final double LEAST_BITS = 96;

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_-]{1,16}):(.+)");

    private final List<Key> keys;

    private KeyRing(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    private record Key(String kid, Map<KeyPurpose, SecretKey> byPurpose) {}

    /**
     * The ring of a setting: secrets separated by commas, each with or without a name before it ({@code name:secret}).
     *
     * @throws IllegalArgumentException saying which secret cannot be used, without showing it
     */
    public static KeyRing of(Secret setting) {
        List<Key> keys = new ArrayList<>();
        for (String entry : setting.reveal().split(",", -1)) {
            String part = entry.strip();
            Matcher named = NAMED.matcher(part);
            String secret = named.matches() ? named.group(2) : part;
            String kid = named.matches() ? named.group(1) : fingerprint(secret);
            String which = keys.isEmpty() ? "the first key" : "key number " + (keys.size() + 1);
            if (secret.length() < SHORTEST || bits(secret) < LEAST_BITS) {
                throw new IllegalArgumentException(which + " is too weak: it needs at least " + SHORTEST
                        + " random characters; ./emcp keygen makes one");
            }
            if (keys.stream().anyMatch(key -> key.kid().equals(kid))) {
                throw new IllegalArgumentException(which + " has the name of another one");
            }
            keys.add(key(kid, secret.getBytes(StandardCharsets.UTF_8)));
        }
        return new KeyRing(keys);
    }

    /** A ring that lasts as long as this process: whoever is signed in must sign in again after it. */
    public static KeyRing ephemeral() {
        return of(new Secret(generate()));
    }

    /** A new secret, good for {@link #of}: 256 random bits as base64url. */
    public static String generate() {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The name of the key that signs and encrypts. */
    public String current() {
        return keys.getFirst().kid();
    }

    /** The names of all keys, the current one first. */
    public List<String> kids() {
        return keys.stream().map(Key::kid).toList();
    }

    /** The current key of a purpose. */
    SecretKey key(KeyPurpose purpose) {
        return key(purpose, current()).orElseThrow();
    }

    /** The key of a purpose by its name; empty when no such key is on this ring. */
    public Optional<SecretKey> key(KeyPurpose purpose, String kid) {
        return keys.stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .map(key -> key.byPurpose().get(purpose));
    }

    /** The authentication code of a text under the current key, as base64url. */
    public String mac(KeyPurpose purpose, String text) {
        return mac(key(purpose), text);
    }

    /** The authentication code of a text under a named key; empty when no such key is on this ring. */
    public Optional<String> mac(KeyPurpose purpose, String kid, String text) {
        return key(purpose, kid).map(key -> mac(key, text));
    }

    /** Whether a code is that of a text under any key of this ring; takes the same time for every wrong code. */
    public boolean verifies(KeyPurpose purpose, String text, String code) {
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        boolean good = false;
        for (String kid : kids()) {
            byte[] right = mac(purpose, kid, text).orElseThrow().getBytes(StandardCharsets.UTF_8);
            good |= MessageDigest.isEqual(right, given);
        }
        return good;
    }

    private static String mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Key key(String kid, byte[] secret) {
        Map<KeyPurpose, SecretKey> keys = new EnumMap<>(KeyPurpose.class);
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            for (KeyPurpose purpose : KeyPurpose.values()) {
                byte[] info = purpose.label().getBytes(StandardCharsets.UTF_8);
                keys.put(
                        purpose,
                        hkdf.deriveKey(
                                purpose.label().endsWith("a256gcm") ? "AES" : MAC,
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(secret)
                                        .addSalt(SALT)
                                        .thenExpand(info, KEY_BYTES)));
            }
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
        return new Key(kid, keys);
    }

    /** How much chance there is in a secret at most: its length in characters of the alphabet that it uses. */
    private static double bits(String secret) {
        double alphabet = (double) secret.chars().distinct().count();
        return secret.length() * (Math.log(alphabet) / Math.log(2));
    }

    private static String fingerprint(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
