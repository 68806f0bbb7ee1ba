import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls that a client makes first, in both eras, against a server that is started with the arguments of this program. */
final class Training {

    private static final Pattern SERVING = Pattern.compile("Serving MCP at (http://127\\.0\\.0\\.1:[0-9]+)/mcp");
    private static final String TOOL = "\"name\":\"get_record\",\"arguments\":{\"record_type\":\"customer\",\"record_id\":\"1\"}";
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"training\",\"version\":\"1\"},"
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private Training(String base) {
        this.base = base;
    }

    public static void main(String[] command) throws Exception {
        HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            byte[] record = "{\"id\":\"1\",\"name\":\"Acme\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, record.length);
            exchange.getResponseBody().write(record);
            exchange.close();
        });
        upstream.start();
        ProcessBuilder builder = new ProcessBuilder(command);
        // Nothing of the builder's own settings may turn the training into something else.
        builder.environment().keySet().removeIf(key -> key.matches("(MCP|UPSTREAM|OIDC|ADMIN|OTEL|LOG|STATE|TOKEN)_.*|DEBUG"));
        builder.environment().putAll(Map.of(
                "MCP_PORT", "0",
                "UPSTREAM_API_BASE_URL", "http://127.0.0.1:" + upstream.getAddress().getPort() + "/",
                "UPSTREAM_ACCESS_TOKEN", "training"));
        Process server = builder.start();
        try {
            new Training(address(server)).run();
            // Not Process.destroy: the server's last words have to go somewhere.
            server.toHandle().destroy();
            server.errorReader().lines().forEach(System.err::println);
            if (!server.waitFor(60, TimeUnit.SECONDS) || server.exitValue() != 0) {
                throw new IllegalStateException("the server did not end in order");
            }
        } finally {
            server.destroyForcibly();
            upstream.stop(0);
        }
    }

    private static String address(Process server) throws IOException {
        for (String line = server.errorReader().readLine(); line != null; line = server.errorReader().readLine()) {
            System.err.println(line);
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                return serving.group(1);
            }
        }
        throw new IllegalStateException("the server did not say where it serves");
    }

    private void run() throws Exception {
        get("/health");
        get("/health/ready");
        for (int round = 0; round < 3; round++) {
            modern("server/discover", "", List.of());
            modern("tools/list", "", List.of());
            modern("tools/call", TOOL + ",", List.of("Mcp-Name", "get_record"));
            String session = legacy("initialize",
                    "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"training\",\"version\":\"1\"}",
                    List.of()).headers().firstValue("Mcp-Session-Id").orElseThrow();
            List<String> headers = List.of("Mcp-Session-Id", session, "MCP-Protocol-Version", "2025-11-25");
            send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", headers);
            legacy("tools/list", "", headers);
            answered(legacy("tools/call", TOOL, headers));
        }
    }

    private void get(String path) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
    }

    private void modern(String method, String parameters, List<String> headers) throws Exception {
        var all = new java.util.ArrayList<>(headers);
        all.addAll(List.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method));
        HttpResponse<String> answer = legacy(method, parameters + META, all);
        if (method.equals("tools/call")) {
            answered(answer);
        }
    }

    private HttpResponse<String> legacy(String method, String parameters, List<String> headers) throws Exception {
        HttpResponse<String> answer = send(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + parameters + "}}", headers);
        if (answer.statusCode() != 200 || !answer.body().contains("\"result\"")) {
            throw new IllegalStateException(method + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static void answered(HttpResponse<String> call) {
        if (!call.body().contains("Acme")) {
            throw new IllegalStateException("the call did not bring the record: " + call.body());
        }
    }

    private HttpResponse<String> send(String body, List<String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
