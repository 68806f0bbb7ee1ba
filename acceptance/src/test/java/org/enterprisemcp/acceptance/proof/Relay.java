package org.enterprisemcp.acceptance.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.RawHttp;

/** Stands between the product and a server and writes down what goes by. What it is told to do it does once. */
final class Relay implements AutoCloseable {

    /** Compression as well: what passes here is text. */
    private static final Set<String> OF_ONE_CONNECTION =
            Set.of("accept-encoding", "connection", "content-length", "keep-alive", "transfer-encoding");

    private final RawHttp server;
    private final LoopbackServer door;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Queue<Map.Entry<String, String>> headers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();

    Relay(int port) {
        server = new RawHttp(port);
        door = new LoopbackServer(this::passOn);
    }

    /**
     * What went by.
     *
     * @param target path and query, as they were sent
     * @param headers of the request
     * @param body of the request
     * @param status the server's
     */
    record Exchange(String method, String target, Map<String, String> headers, String body, int status) {}

    /** Where the product finds the server, with a slash at the end. */
    String baseUrl() {
        return door.baseUrl();
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The last request that went by. */
    Exchange last() {
        return exchanges().getLast();
    }

    /** Adds a header to the next request, past the product. */
    void addToTheNext(String header, String value) {
        headers.add(Map.entry(header, value));
    }

    /** Does something when the server has answered the next request, and the product does not know it yet. */
    void afterTheNext(Runnable action) {
        afterwards.add(action);
    }

    /** Cuts the connection when the server has done what the next request asks for; nobody hears its answer. */
    void loseTheNextAnswer() {
        lost.incrementAndGet();
    }

    /** Asks the server past the product and past the list. */
    HttpReply ask(String method, String path, Map<String, String> with, String body) {
        return server.send(method, path, with, body.getBytes(StandardCharsets.UTF_8));
    }

    private LoopbackServer.Reply passOn(LoopbackServer.Request request) {
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(request.headers());
        OF_ONE_CONNECTION.forEach(sent::remove);
        Map.Entry<String, String> further = headers.poll();
        if (further != null) {
            sent.put(further.getKey(), further.getValue());
        }
        HttpReply reply = ask(request.method(), request.target(), sent, request.body());
        exchanges.add(
                new Exchange(request.method(), request.target(), request.headers(), request.body(), reply.status()));
        Runnable action = afterwards.poll();
        if (action != null) {
            action.run();
        }
        if (lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return LoopbackServer.hangUp();
        }
        List<String> lines = new ArrayList<>();
        reply.headers().forEach((name, value) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                lines.add(name + ": " + value);
            }
        });
        return LoopbackServer.bytes(
                reply.status(), reply.text().getBytes(StandardCharsets.UTF_8), lines.toArray(String[]::new));
    }

    @Override
    public void close() {
        door.close();
    }
}
