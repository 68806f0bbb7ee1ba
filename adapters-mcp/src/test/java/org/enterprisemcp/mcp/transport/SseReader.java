package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A client that reads an event stream while it comes. */
final class SseReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int status;
    private final BufferedReader lines;

    /** An event: its fields, {@code id}, {@code event}, {@code retry}, {@code data}. */
    record Event(Map<String, String> fields) {

        String id() {
            return fields.getOrDefault("id", "");
        }

        JsonNode message() throws IOException {
            return JSON.readTree(fields.getOrDefault("data", ""));
        }
    }

    private SseReader(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        status = response.statusCode();
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static SseReader get(int port, Map<String, String> headers) throws IOException, InterruptedException {
        return get(port, "/mcp", headers);
    }

    static SseReader get(int port, String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/event-stream");
        headers.forEach(request::header);
        return new SseReader(request.build());
    }

    static SseReader post(int port, Map<String, String> headers, Object message)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)));
        headers.forEach(request::header);
        return new SseReader(request.build());
    }

    int status() {
        return status;
    }

    /** The next event; empty at the end of the stream. */
    Optional<Event> next() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int colon = line.indexOf(':');
            if (line.isEmpty() && !fields.isEmpty()) {
                return Optional.of(new Event(fields));
            }
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** The next message of the stream. */
    JsonNode message() throws IOException {
        return next().orElseThrow(() -> new AssertionError("the stream has ended"))
                .message();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
