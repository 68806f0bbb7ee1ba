package org.enterprisemcp.bootstrap.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * A file that the page loads. Its path names its content, so it may be kept for ever.
 *
 * @param path below the base URL
 * @param type its media type
 * @param content its text
 */
record Asset(String path, String type, String content) {

    static Asset of(String name, String ending, String type) {
        String content = text(name + ending);
        // It tells one release's file from the next one's, and guards nothing; a digest would make every start longer.
        CRC32 sum = new CRC32();
        sum.update(content.getBytes(StandardCharsets.UTF_8));
        String mark = HexFormat.of().toHexDigits((int) sum.getValue());
        return new Asset("/assets/" + name + "." + mark + ending, type, content);
    }

    static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
