package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stands between client and server: a stream is not held back there, and not cut off for being silent. */
@Timeout(60)
class HeartbeatsTest {

    /** Every kind of stream that there is, and the revision of its client. */
    enum Stream {
        GET("2025-11-25"),
        GET_BEFORE_POLLING("2025-03-26"),
        POST("2025-11-25"),
        POST_BEFORE_POLLING("2025-06-18"),
        POST_WITHOUT_SESSION("2026-07-28"),
        LISTEN("2026-07-28"),
        SSE("2024-11-05");

        private final String revision;

        Stream(String revision) {
            this.revision = revision;
        }
    }

    private final StreamServer server = new StreamServer(Duration.ofMillis(50), Duration.ofMinutes(10));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void beatsOftenerThanAnybodyCuts() {
        assertThat(List.of(McpHttp.BEAT, SseHttp.BEAT)).allMatch(beat -> beat.compareTo(Duration.ofSeconds(15)) <= 0);
    }

    @ParameterizedTest
    @EnumSource
    void beatsOnEveryStreamAndForbidsToHoldItBack(Stream stream) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request(stream).getBytes(StandardCharsets.UTF_8));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> head = new ArrayList<>();
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                head.add(line.toLowerCase(Locale.ROOT).replace(" ", ""));
            }
            assertThat(head)
                    .contains("x-accel-buffering:no", "cache-control:no-store")
                    .anyMatch(line -> line.startsWith("content-type:text/event-stream"));
            int beats = 0;
            while (beats < 3) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                beats += line.equals(":") ? 1 : 0;
            }
        }
    }

    private String request(Stream stream) {
        return switch (stream) {
            case GET, GET_BEFORE_POLLING -> "GET /mcp" + session(stream.revision) + "\r\n";
            case SSE -> "GET /sse" + common() + "\r\n";
            case POST, POST_BEFORE_POLLING ->
                "POST /mcp" + session(stream.revision)
                        + body(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"slow\"}}");
            case POST_WITHOUT_SESSION -> modern("tools/call", "\"name\":\"slow\",", "Mcp-Name: slow\r\n");
            case LISTEN -> modern("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},", "");
        };
    }

    private String modern(String method, String params, String headers) {
        return "POST /mcp" + common() + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method + "\r\n" + headers
                + body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params
                        + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}");
    }

    private String common() {
        return " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                + "\r\nAccept: application/json, text/event-stream\r\nContent-Type: application/json\r\n";
    }

    private String session(String revision) {
        McpProbe probe = new McpProbe(server.port());
        String id = probe.post(probe.message("initialize", McpProbe.initializeParams(revision)))
                .header("Mcp-Session-Id")
                .orElseThrow();
        return common() + "MCP-Protocol-Version: " + revision + "\r\nMcp-Session-Id: " + id + "\r\n";
    }

    private static String body(String message) {
        return "Content-Length: " + message.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + message;
    }
}
