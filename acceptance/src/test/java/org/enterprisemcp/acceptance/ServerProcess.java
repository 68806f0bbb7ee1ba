package org.enterprisemcp.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as a process of its own, over HTTP on a free port. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Serving MCP at http://127\\.0\\.0\\.1:([0-9]+)/mcp");

    private final Process process;
    private final int port;

    ServerProcess(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Product.command("http"));
        builder.environment().putAll(settings);
        builder.environment().put("MCP_PORT", "0");
        process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        port = portOf(process);
    }

    int port() {
        return port;
    }

    /** Sends SIGTERM. Not process.destroy(), which closes the stream of the last words. */
    void terminate() {
        process.toHandle().destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended, if it does so in time. */
    int exitValue(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the server still runs after " + within);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    /** The server tells its port on stderr; what it prints after that is read and forgotten. */
    private static int portOf(Process server) throws IOException {
        BufferedReader lines = server.errorReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher found = PORT.matcher(line);
            if (found.find()) {
                Thread.ofVirtual().start(() -> forget(lines));
                return Integer.parseInt(found.group(1));
            }
        }
        throw new AssertionError("the server did not start");
    }

    private static void forget(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // Nobody asks for it.
            }
        } catch (IOException gone) {
            // So is the server.
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
