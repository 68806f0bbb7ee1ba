package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage;
import org.enterprisemcp.mcp.JsonRpcMessage.Notification;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.RequestMeta;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Hints;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.Revisions.Modern;
import org.enterprisemcp.mcp.Revisions.ModernNotification;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.legacy.LegacyServer;
import org.enterprisemcp.mcp.legacy.LegacySession;
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.mcp.modern.ModernServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP over standard input and output: one message a line, nothing but messages on the output (2025-11-25, basic/transports;
 * 2026-07-28, basic/transports/stdio). Clients of both eras are served; the one that initializes has the process's session. Calls
 * run side by side; when the input ends, those in flight are still answered.
 */
public final class StdioTransport {

    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);

    private static final String CANCELLED = "notifications/cancelled";
    private static final String LISTEN = "subscriptions/listen";

    /** So many calls are worked on at once; further lines wait in the pipe, where they cost nobody anything. */
    private static final int MAX_IN_FLIGHT = 32;

    private final LegacyServer legacy;
    private final ModernServer modern;
    private final JsonCodec codec = new JsonCodec();
    private final Arrival from;
    private final int maxLineBytes;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT, true);
    private final Map<JsonNode, RunningCall> running = new ConcurrentHashMap<>();
    private @Nullable LegacySession session;

    /** A transport on which no call becomes a task. */
    public StdioTransport(ServerIdentity identity, McpCatalog catalog, Caller caller, int maxLineBytes, Clock clock) {
        this(identity, catalog, caller, maxLineBytes, ModernOptions.alone(), RequestObserver.none(), clock);
    }

    /**
     * A transport.
     *
     * @param caller whose calls these are: the user who started the process
     * @param maxLineBytes the longest message
     * @param options for clients without a session
     * @param observer sees each request
     */
    public StdioTransport(
            ServerIdentity identity,
            McpCatalog catalog,
            Caller caller,
            int maxLineBytes,
            ModernOptions options,
            RequestObserver observer,
            Clock clock) {
        this.legacy = new LegacyServer(identity, catalog, codec, observer);
        this.modern = new ModernServer(identity, catalog, codec, options, observer, clock);
        this.from = Arrival.of(caller, RequestStart.Transport.STDIO);
        this.maxLineBytes = maxLineBytes;
    }

    /** Serves the process's own standard streams until the input ends. */
    public void serveProcess() {
        serve(System.in, System.out);
    }

    /** Serves messages until the input ends and the last call is answered. */
    public void serve(InputStream in, OutputStream out) {
        Lines lines = new Lines(new BufferedInputStream(in), maxLineBytes);
        // Closing the executor waits for the calls in flight.
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                receive(line.get(), out, calls);
            }
            modern.close();
        }
        modern.finish(Duration.ZERO);
    }

    /**
     * Starts no further call and waits for those in flight to be answered. There is no way back: the process is about to end.
     *
     * @return whether all of them were
     */
    public boolean drain(Duration atMost) {
        modern.close();
        try {
            return inFlight.tryAcquire(MAX_IN_FLIGHT, atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void receive(byte[] line, OutputStream out, ExecutorService calls) {
        try {
            if (line.length == 0) {
                throw ProtocolRefusal.invalidRequest(
                        413, "The message is longer than " + maxLineBytes + " bytes; send less at once.");
            }
            switch (Revisions.classify(codec.parse(line), Hints.none())) {
                case Modern sent -> receive(sent, out, calls);
                case ModernNotification(Notification told) -> cancel(told);
                case Legacy sent -> receive(sent, out, calls);
            }
        } catch (ProtocolRefusal refusal) {
            write(out, refusal.body());
        }
    }

    private void receive(Modern sent, OutputStream out, ExecutorService calls) {
        RequestSpan span = modern.admit(sent, from, Optional.empty());
        JsonNode id = sent.request().id();
        boolean listens = sent.request().method().equals(LISTEN);
        work(id, calls, out, !listens, () -> {
            Object answer = modern.answer(sent, from, Optional.empty(), span, told -> tell(out, told));
            if (listens && !Thread.currentThread().isInterrupted()) {
                // It was not the client who ended it. The revision asks for both: this, and the response.
                tell(out, Map.of("jsonrpc", "2.0", "method", CANCELLED, "params", ended(id)));
            }
            return Optional.of(answer);
        });
    }

    private static Map<String, Object> ended(JsonNode id) {
        return Map.of("requestId", id, "_meta", Map.of(RequestMeta.SUBSCRIPTION_ID, id));
    }

    private void receive(Legacy sent, OutputStream out, ExecutorService calls) {
        JsonRpcMessage first = sent.messages().getFirst();
        if (first instanceof Notification told) {
            cancel(told);
        }
        if (sent.initialize().isPresent() && session == null) {
            LegacySession opened = initialize(sent.initialize().get(), out);
            opened.listen(told -> tell(out, told));
            legacy.tellOfChanges(opened);
            return;
        }
        boolean asks = sent.messages().stream().anyMatch(Request.class::isInstance);
        if (session == null && !asks) {
            // A client without a session cancels by such a notification too, and none is ever answered.
            return;
        }
        LegacySession open = openSession(sent);
        if (!asks) {
            // Answers to what calls in flight ask for must not queue behind those.
            open.answer(sent, from, told -> tell(out, told));
            return;
        }
        JsonNode id = first instanceof Request request && !sent.batch() ? request.id() : MissingNode.getInstance();
        work(id, calls, out, true, () -> open.answer(sent, from, told -> tell(out, told)));
    }

    private LegacySession initialize(Request request, OutputStream out) {
        var opened = legacy.open("stdio", from, request);
        session = opened.session();
        write(out, JSONRPCResponse.result(codec.mapper().convertValue(request.id(), Object.class), opened.result()));
        return opened.session();
    }

    private LegacySession openSession(Legacy sent) {
        if (session == null) {
            JsonNode id = NullNode.getInstance();
            if (sent.messages().getFirst() instanceof Request request) {
                id = request.id();
                legacy.refused(
                        request,
                        from,
                        RequestSpan.End.refused(JsonRpcCodes.INVALID_REQUEST, Optional.of(ErrorCode.NO_SESSION)));
            }
            throw ProtocolRefusal.of(
                    400, JsonRpcCodes.INVALID_REQUEST, id, "There is no session yet; begin with initialize.", Map.of());
        }
        return session;
    }

    /** Stops a call that the client does not want any more; of one that is unknown or over, there is nothing to say. */
    private void cancel(Notification told) {
        JsonNode id = told.params().path("requestId");
        if (told.method().equals(CANCELLED) && id.isValueNode()) {
            Optional.ofNullable(running.get(id)).ifPresent(RunningCall::cancel);
        }
    }

    /** Works on a call on a thread of its own; what lasts as long as the client likes takes nobody's place. */
    private void work(
            JsonNode id, ExecutorService calls, OutputStream out, boolean takesPlace, Supplier<Optional<Object>> work) {
        if (takesPlace) {
            inFlight.acquireUninterruptibly();
        }
        RunningCall call = new RunningCall();
        // The next line may already be the one that cancels it.
        running.put(id, call);
        calls.execute(() -> {
            try {
                Optional<Object> answer = call.begin() ? answered(work) : Optional.empty();
                if (call.finish()) {
                    answer.ifPresent(message -> write(out, message));
                }
            } finally {
                running.remove(id, call);
                if (takesPlace) {
                    inFlight.release();
                }
            }
        });
    }

    private static Optional<Object> answered(Supplier<Optional<Object>> work) {
        try {
            return work.get();
        } catch (ProtocolRefusal refusal) {
            return Optional.of(refusal.body());
        }
    }

    /** What is told on the way is nobody's answer: a call goes on whether it can be written or not. */
    private void tell(OutputStream out, Object notification) {
        try {
            write(out, notification);
        } catch (UncheckedIOException nobodyReads) {
            LOG.debug("a notification could not be written", nobodyReads);
        }
    }

    private void write(OutputStream out, Object message) {
        byte[] line = codec.bytes(message);
        synchronized (inFlight) {
            try {
                out.write(line);
                out.write('\n');
                out.flush();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** The lines of the input. A line that is too long is skipped to its end and handed on as an empty one. */
    private record Lines(InputStream in, int maxBytes) {

        Optional<byte[]> next() {
            try {
                byte[] line = read();
                // Blank lines are noise between messages.
                while (line != null && line.length == 1 && line[0] == '\n') {
                    line = read();
                }
                return Optional.ofNullable(line);
            } catch (IOException gone) {
                return Optional.empty();
            }
        }

        private byte @Nullable [] read() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            boolean tooLong = false;
            int next = in.read();
            if (next < 0) {
                return null;
            }
            for (; next >= 0 && next != '\n'; next = in.read()) {
                if (line.size() == maxBytes) {
                    tooLong = true;
                } else if (next != '\r') {
                    line.write(next);
                }
            }
            if (tooLong) {
                return new byte[0];
            }
            return line.size() == 0 ? new byte[] {'\n'} : line.toByteArray();
        }
    }
}
