package org.enterprisemcp.acceptance;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.KeptConnection;

/**
 * A small balancer with kept connections. It repeats only what certainly was not done: a call that was refused with 503 and
 * Retry-After, or whose connection nobody took. A connection that breaks under a call is a lost call, and it says so.
 */
final class Balancer {

    private final List<Backend> backends;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Balancer(int... ports) {
        backends = Arrays.stream(ports).mapToObj(Backend::new).toList();
    }

    /** How often a call was sent to another server than the first. */
    int refusals() {
        return refused.get();
    }

    /** Asks every server whether it is ready, as a platform does, and sends nothing more to one that is not. */
    void probe() {
        for (Backend backend : backends) {
            if (backend.up && !backend.isReady()) {
                backend.leave();
            }
        }
    }

    /** Sends a call. A client that has a session prefers the server that knows it. */
    Answer send(int preferred, Map<String, String> headers, byte[] body) throws IOException {
        int first = preferred < 0 ? Math.floorMod(turn.getAndIncrement(), backends.size()) : preferred;
        for (int i = 0; i < backends.size(); i++) {
            int number = (first + i) % backends.size();
            Backend backend = backends.get(number);
            if (!backend.up) {
                continue;
            }
            try {
                HttpReply reply = backend.send(headers, body);
                if (reply.status() != 503 || reply.header("Retry-After").isEmpty()) {
                    return new Answer(number, reply);
                }
            } catch (ConnectException nobodyListens) {
                // As good as a refusal.
            }
            refused.incrementAndGet();
            backend.leave();
        }
        throw new IOException("no server is left");
    }

    /** An answer, and which server gave it. */
    record Answer(int backend, HttpReply reply) {}

    private static final class Backend {

        private final int port;
        private final Deque<KeptConnection> idle = new ConcurrentLinkedDeque<>();
        private volatile boolean up = true;

        Backend(int port) {
            this.port = port;
        }

        HttpReply send(Map<String, String> headers, byte[] body) throws IOException {
            KeptConnection kept = idle.pollFirst();
            KeptConnection connection = kept == null ? new KeptConnection(port) : kept;
            HttpReply reply;
            try {
                reply = connection.send("POST", "/mcp", headers, body);
            } catch (IOException lost) {
                throw new IOException(
                        "a call was lost on " + (kept == null ? "a new" : "a kept") + " connection to a server that is "
                                + (up ? "up" : "down"),
                        lost);
            }
            if (up && !reply.header("Connection").orElse("").equalsIgnoreCase("close")) {
                idle.addFirst(connection);
            } else {
                connection.close();
            }
            return reply;
        }

        boolean isReady() {
            try (KeptConnection connection = new KeptConnection(port)) {
                return connection
                                .send("GET", "/health/ready", Map.of("Connection", "close"), new byte[0])
                                .status()
                        == 200;
            } catch (IOException gone) {
                return false;
            }
        }

        void leave() {
            up = false;
            for (KeptConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
        }
    }
}
