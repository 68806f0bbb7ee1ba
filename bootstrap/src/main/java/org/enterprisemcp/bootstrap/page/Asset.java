package org.enterprisemcp.bootstrap.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file that the page loads. Its path names its content, so it may be kept for ever.
 *
 * @param path below the base URL
 * @param type its media type
 * @param content its text
 */
record Asset(String path, String type, String content) {

    private static final int HASH_BYTES = 8;

    static Asset of(String name, String ending, String type) {
        String content = text(name + ending);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            String mark = HexFormat.of().formatHex(hash, 0, HASH_BYTES);
            return new Asset("/assets/" + name + "." + mark + ending, type, content);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
