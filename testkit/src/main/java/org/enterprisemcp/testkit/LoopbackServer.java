package org.enterprisemcp.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server on a loopback socket whose replies are bytes: it can break every rule that a real one keeps. */
public final class LoopbackServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Function<Request, Reply> script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * A server that runs from now on.
     *
     * @param script the reply to each request
     */
    public LoopbackServer(Function<Request, Reply> script) {
        this.script = script;
        try {
            this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** What to do with a connection on which a request came in. */
    @FunctionalInterface
    public interface Reply {
        /** Whether the connection lives on. */
        boolean writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** A request as it came in. */
    public record Request(int number, String method, String target, Map<String, String> headers, String body) {}

    /** A JSON answer. */
    public static Reply json(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return bytes(status, bytes, withType("application/json", headers));
    }

    /** A web page. */
    public static Reply html(int status, String body) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), "Content-Type: text/html");
    }

    /** An answer of these bytes; a 204 says nothing of a length. */
    public static Reply bytes(int status, byte[] body, String... headers) {
        return out -> {
            String length = status == 204 ? "" : "Content-Length: " + body.length + "\r\n";
            out.write(head(status, length, headers));
            out.write(body);
            out.flush();
            return true;
        };
    }

    /** Bytes as they are; then the connection is closed. */
    public static Reply rawThenClose(String text) {
        return out -> {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        };
    }

    /** No answer: the connection is closed. */
    public static Reply hangUp() {
        return _ -> false;
    }

    /** No answer, as long as the client waits for one. */
    public static Reply silence(Request request) {
        return _ -> {
            new CountDownLatch(1).await();
            return false;
        };
    }

    /** A body without an end, as fast as the reader takes it. */
    public static Reply endless(int status) {
        return out -> {
            out.write(head(status, "Transfer-Encoding: chunked\r\n", "Content-Type: application/json"));
            byte[] chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(chunk);
            }
        };
    }

    private static byte[] head(int status, String framing, String... headers) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return ("HTTP/1.1 " + status + " X\r\n" + framing + lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String[] withType(String type, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Type: " + type;
        return all;
    }

    /** Where it listens, with a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /** The requests so far, in the order in which they came in. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** Closes the connections that lie idle in the client's pool. */
    public void hangUpOnEverybody() {
        open.forEach(LoopbackServer::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<Request> request = read(in);
            while (request.isPresent() && script.apply(request.get()).writeTo(socket.getOutputStream())) {
                request = read(in);
            }
        } catch (IOException | InterruptedException clientWentAway) {
            // That is the client's right.
        } finally {
            open.remove(socket);
        }
    }

    private Optional<Request> read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] parts = first.split(" ", -1);
        synchronized (requests) {
            Request request = new Request(requests.size() + 1, parts[0], parts[1], headers, body);
            requests.add(request);
            return Optional.of(request);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // Closed is what it should be.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException alreadyClosed) {
            // Closed is what it should be.
        }
        hangUpOnEverybody();
    }
}
