package org.enterprisemcp.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A client that speaks stdio, and waits for each answer before it says the next thing. */
final class StdioClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process server;
    private final BufferedWriter to;
    private final BufferedReader from;
    private int id;

    StdioClient(ProcessBuilder server) throws IOException {
        this.server = server.start();
        this.to = this.server.outputWriter();
        this.from = this.server.inputReader();
    }

    JsonNode initialize() throws IOException {
        JsonNode answer = asked("\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
        to.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
        to.flush();
        return answer;
    }

    JsonNode request(String method) throws IOException {
        return asked("\"" + method + "\"");
    }

    JsonNode call(String tool, String arguments) throws IOException {
        return asked("\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    private JsonNode asked(String method) throws IOException {
        to.write("{\"jsonrpc\":\"2.0\",\"id\":" + id++ + ",\"method\":" + method + "}\n");
        to.flush();
        return JSON.readTree(from.readLine());
    }

    @Override
    public void close() throws IOException {
        to.close();
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
                throw new AssertionError("the server did not end");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
