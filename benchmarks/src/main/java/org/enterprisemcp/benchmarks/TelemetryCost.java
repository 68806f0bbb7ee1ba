package org.enterprisemcp.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.enterprisemcp.bootstrap.Application;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What telemetry costs: four servers in one process take turns in front of the same upstream: without any, with metrics, with metrics
 * and traces as they are by default, and with every trace kept. The clients are in the process too, so CPU time per call is that of all of them.
 */
public final class TelemetryCost {

    private static final String COLLECTOR = "collector";
    private static final int CLIENTS = 16;
    private static final int WARM_UP = 24_000;
    private static final int ROUND = 1_600;
    private static final byte[] RECORD = "{\"id\":\"1\",\"name\":\"Acme\"}".getBytes(StandardCharsets.UTF_8);
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"get_record\","
                    + "\"arguments\":{\"record_type\":\"customers\",\"record_id\":\"1\"},\"_meta\":{"
                    + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

    private final Clock clock = Clock.systemUTC();
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private TelemetryCost() {}

    /** @param arguments how many rounds each server gets, 31 when there is none; {@code collector} for the collector, which is a
     *     process of its own */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals(COLLECTOR)) {
            System.out.println(collector().getAddress().getPort());
            return;
        }
        // A line per call costs more than all that is measured here.
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        new TelemetryCost().measure(arguments.length == 0 ? 31 : Integer.parseInt(arguments[0]));
    }

    private record Seen(double callsPerSecond, double microsPerCall) {}

    private void measure(int rounds) throws Exception {
        try (ServerSocket upstream = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> accept(upstream));
            Process collector = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            TelemetryCost.class.getName(),
                            COLLECTOR)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String url = "http://127.0.0.1:" + upstream.getLocalPort() + "/";
            String endpoint = "http://127.0.0.1:" + collector.inputReader().readLine();
            Map<String, Application> servers = new LinkedHashMap<>();
            servers.put("off", start(url, Map.of("MCP_METRICS", "off")));
            servers.put("metrics", start(url, Map.of()));
            servers.put("metrics and OTLP", start(url, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)));
            servers.put(
                    "all traces",
                    start(url, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "MCP_TRACES_PER_SECOND", "0")));
            for (Application server : servers.values()) {
                round(server.port(), WARM_UP);
            }
            Map<String, List<Seen>> seen = new LinkedHashMap<>();
            List<String> order = new ArrayList<>(servers.keySet());
            for (int round = 0; round < rounds; round++) {
                for (String name : order) {
                    seen.computeIfAbsent(name, _ -> new ArrayList<>())
                            .add(round(servers.get(name).port(), ROUND));
                }
                Collections.rotate(order, 1);
            }
            print(seen);
            servers.values().forEach(Application::close);
            collector.destroy();
        }
    }

    private static Application start(String upstream, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_KIND", "generic",
                "UPSTREAM_API_BASE_URL", upstream,
                "UPSTREAM_ACCESS_TOKEN", "token",
                "UPSTREAM_MAX_CONCURRENCY", "64",
                "MCP_PORT", "0"));
        settings.putAll(further);
        return Application.start(Environment.of(settings));
    }

    private Seen round(int port, int calls) throws Exception {
        Instant begin = clock.instant();
        long cpu = machine.getProcessCpuTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                all.add(clients.submit(() -> call(port, calls / CLIENTS)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double seconds = Duration.between(begin, clock.instant()).toNanos() / 1e9;
        return new Seen(calls / seconds, (machine.getProcessCpuTime() - cpu) / 1e3 / calls);
    }

    private static @Nullable Void call(int port, int calls) throws IOException {
        byte[] request = ("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                        + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: get_record\r\n"
                        + "Content-Length: " + CALL.length() + "\r\n\r\n" + CALL)
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int call = 0; call < calls; call++) {
                socket.getOutputStream().write(request);
                String answer = new String(in.readNBytes(skipHead(in)), StandardCharsets.UTF_8);
                if (!answer.contains("\"isError\":false")) {
                    throw new IllegalStateException(answer);
                }
            }
        }
        return null;
    }

    private static void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + RECORD.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (skipHead(in) >= 0) {
                byte[] answer = new byte[head.length + RECORD.length];
                System.arraycopy(head, 0, answer, 0, head.length);
                System.arraycopy(RECORD, 0, answer, head.length, RECORD.length);
                out.write(answer);
            }
        } catch (IOException gone) {
            // The pool of the server has let it go.
        }
    }

    /** Reads to the blank line; the length of the body, -1 where the connection has ended. */
    private static int skipHead(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            if (next == '\n') {
                if (line.isEmpty()) {
                    return length;
                }
                String header = line.toString().toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
                line.setLength(0);
            } else if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    private static HttpServer collector() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        return collector;
    }

    private static void print(Map<String, List<Seen>> seen) {
        double base = median(seen.get("off").stream().map(Seen::callsPerSecond).toList());
        double baseMicros =
                median(seen.get("off").stream().map(Seen::microsPerCall).toList());
        seen.forEach((name, rounds) -> {
            double calls = median(rounds.stream().map(Seen::callsPerSecond).toList());
            double micros = median(rounds.stream().map(Seen::microsPerCall).toList());
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %8.0f calls/s (%.3f)   %7.1f us CPU per call (%.3f)%n",
                    name,
                    calls,
                    calls / base,
                    micros,
                    micros / baseMicros);
        });
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
