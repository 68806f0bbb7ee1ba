package org.enterprisemcp.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Answers get smaller for clients that say they can read them so. */
final class Gzip {

    private Gzip() {}

    /** The answer compressed, if it has a body and the request accepts it. */
    static Reply where(Request request, Reply reply) {
        boolean accepted = Arrays.stream(
                        request.header("Accept-Encoding").orElse("").split(",", -1))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .anyMatch(coding -> coding.equals("gzip") || coding.matches("gzip;\\s*q=(1|0\\.0*[1-9]).*"));
        if (!accepted || reply.body().length == 0) {
            return reply;
        }
        Reply smaller = new Reply(reply.status(), reply.headers(), compressed(reply.body()));
        return smaller.with("Content-Encoding", "gzip");
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
