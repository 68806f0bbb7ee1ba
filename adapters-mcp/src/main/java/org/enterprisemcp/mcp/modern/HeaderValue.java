package org.enterprisemcp.mcp.modern;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How texts are written in headers (2026-07-28, basic/transports/streamable-http, "Value Encoding"). */
final class HeaderValue {

    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";

    private HeaderValue() {}

    /** The text that a header stands for; empty when it is written in no way that is allowed. */
    static Optional<String> decoded(String header) {
        if (header.startsWith(BEGIN) && header.endsWith(END) && header.length() >= BEGIN.length() + END.length()) {
            return base64(header.substring(BEGIN.length(), header.length() - END.length()));
        }
        return header.chars().allMatch(c -> (c >= 0x20 && c <= 0x7e) || c == '\t')
                ? Optional.of(header)
                : Optional.empty();
    }

    private static Optional<String> base64(String encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            // The decoder forgives a missing padding and stray bits; two writings of one value are one too many.
            if (!Base64.getEncoder().encodeToString(bytes).equals(encoded)) {
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException wrong) {
            return Optional.empty();
        }
    }
}
