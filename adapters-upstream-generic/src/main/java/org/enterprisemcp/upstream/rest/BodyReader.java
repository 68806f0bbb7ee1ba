package org.enterprisemcp.upstream.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.enterprisemcp.upstream.rest.Exchange.Body;
import org.enterprisemcp.upstream.rest.Exchange.BodyState;

/**
 * Reads bodies up to a cap that holds for the bytes on the wire and for those that come out of decompression, so a zip bomb is no
 * larger than any other body. What exceeds the cap is cut off at the connection and never drained.
 */
final class BodyReader {

    /** The most that is read of an error's body: enough for a message, too little to matter. */
    static final int ERROR_CAP = 64 * 1024;

    private final int cap;

    BodyReader(int cap) {
        this.cap = cap;
    }

    /**
     * @param raw the bytes as they come from the wire
     * @param encoding the content encoding; empty for none
     * @param success whether the status was a success, whose body is wanted whole
     */
    Body read(InputStream raw, String encoding, boolean success, HttpChannel.Attempt attempt) {
        int most = success ? cap : Math.min(cap, ERROR_CAP);
        try {
            InputStream wire = new Capped(raw, most);
            InputStream content = isGzip(encoding) ? new GZIPInputStream(wire) : wire;
            byte[] bytes = content.readNBytes(most + 1);
            if (bytes.length > most) {
                attempt.abandon();
                return new Body(Arrays.copyOf(bytes, most), BodyState.TOO_LARGE);
            }
            // Decompression may stop short of the last chunk, and only a body read to its end frees the connection for
            // reuse.
            if (wire.read() >= 0) {
                attempt.abandon();
            }
            return new Body(bytes, BodyState.WHOLE);
        } catch (TooLarge tooLarge) {
            attempt.abandon();
            return new Body(new byte[0], BodyState.TOO_LARGE);
        } catch (IOException | IllegalStateException failure) {
            BodyState state = stateOf(attempt.causeOf(failure));
            attempt.abandon();
            return new Body(new byte[0], state);
        }
    }

    private static BodyState stateOf(Exchange.Cause cause) {
        return switch (cause) {
            case TIMEOUT -> BodyState.TIMEOUT;
            case CANCELLED -> BodyState.CANCELLED;
            default -> BodyState.BROKEN;
        };
    }

    private static boolean isGzip(String encoding) {
        return encoding.toLowerCase(Locale.ROOT).matches("\\s*(?:x-)?gzip\\s*");
    }

    /** Counts the bytes on the wire; one more than the cap is the last that it reads. */
    private static final class Capped extends FilterInputStream {
        private long left;

        Capped(InputStream in, int cap) {
            super(in);
            this.left = cap + 1L;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws TooLarge {
            left -= bytes;
            if (left < 0) {
                throw new TooLarge();
            }
        }
    }

    private static final class TooLarge extends IOException {}
}
