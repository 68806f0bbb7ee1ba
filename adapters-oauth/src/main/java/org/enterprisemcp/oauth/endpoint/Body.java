package org.enterprisemcp.oauth.endpoint;

import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The body of a request, of which only so much is read, and only for so long: a client that sends single bytes holds no thread. */
final class Body {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PART = 4 * 1024;

    private Body() {}

    /** @throws TooMuch when it is longer than that, or takes too long */
    static byte[] of(ServerRequest request, int longest, Clock clock) {
        Instant end = clock.instant().plus(PATIENCE);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        try {
            // Not closed: closing would read the rest.
            InputStream in = request.content().inputStream();
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                body.write(part, 0, read);
                if (body.size() > longest) {
                    throw new TooMuch(413);
                }
                if (clock.instant().isAfter(end)) {
                    throw new TooMuch(408);
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return body.toByteArray();
    }
}
