package org.enterprisemcp.mcp.transport;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.enterprisemcp.mcp.legacy.EventLog;

/** Server-sent events that carry ids, from a log to one client of the era with sessions. A client that goes ends the stream only. */
final class NumberedStream {

    /** What a client shall wait before it comes back (2025-11-25, basic/transports). */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final EventLog.Reading reading;
    private final long start;
    private final Duration everyBeat;

    /** @param everyBeat how long it may be silent */
    NumberedStream(EventLog.Reading reading, Duration everyBeat) {
        this.reading = reading;
        this.start = reading.position();
        this.everyBeat = everyBeat;
    }

    /**
     * Writes what there is and what comes, until the log ends or the client goes.
     *
     * @param seen what was read already
     * @param silent is run whenever there was nothing for a while and the client is still there
     */
    void copyTo(ServerResponse response, EventLog.Next seen, Runnable silent) {
        reading.log().becomeStream();
        response.status(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.create("X-Accel-Buffering"), "no");
        try (OutputStream out = response.outputStream()) {
            write(out, beginning());
            EventLog.Next next = seen;
            while (true) {
                switch (next) {
                    case EventLog.Next.Told(EventLog.Event event) -> {
                        write(out, head(event), event.json(), END);
                        if (event.answer()) {
                            return;
                        }
                    }
                    case EventLog.Next.Silence.SILENCE -> {
                        // The first write to a client that has gone goes well.
                        write(out, COMMENT);
                        write(out, COMMENT);
                        silent.run();
                    }
                    case EventLog.Next.End.END -> {
                        return;
                    }
                }
                next = reading.next(everyBeat);
            }
        } catch (IOException | UncheckedIOException | CloseConnectionException gone) {
            // It may come back for the rest.
        }
    }

    /** Where the stream begins, for clients that know this; others need a byte too, or the headers do not leave. */
    private byte[] beginning() {
        return reading.log().pollable()
                ? ("id: " + reading.log().eventId(start) + "\nretry: " + RETRY.toMillis() + "\ndata:\n\n")
                        .getBytes(StandardCharsets.UTF_8)
                : COMMENT;
    }

    private byte[] head(EventLog.Event event) {
        return ("id: " + reading.log().eventId(event.number()) + "\nevent: message\ndata: ")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, byte[]... parts) throws IOException {
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }
}
