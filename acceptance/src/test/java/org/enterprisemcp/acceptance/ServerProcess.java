package org.enterprisemcp.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as a process of its own, which serves. What it says is read as it comes, so that it never has to wait. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern SERVING = Pattern.compile("Serving MCP at http://[^ ]+?:([0-9]+)/mcp");
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private final Process process;
    private final int port;

    /** Starts it and waits until it says where it serves; fails with what it said where it does not. */
    ServerProcess(ProcessBuilder command) {
        try {
            process = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            port = portOf(process);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Over HTTP, on a free port. */
    static ServerProcess start(Map<String, String> settings) {
        ProcessBuilder command = new ProcessBuilder(Served.command("http"));
        command.environment().putAll(settings);
        command.environment().put("MCP_PORT", "0");
        return new ServerProcess(command);
    }

    private static int portOf(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader lines = process.errorReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(forgotten -> {}));
                return Integer.parseInt(serving.group(1));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server did not say where it serves but: " + said);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. Not Process.destroy, which closes the streams: its last words have to go somewhere. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** How it ended, if it does so in time. */
    int exitValue(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the server still runs after " + within);
            }
            return process.exitValue();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new AssertionError(hurry);
        }
    }

    /** Tells it to stop, as a platform does; the exit status. */
    int stop() {
        terminate();
        try {
            return exitValue(LONGEST_STOP);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        int status = stop();
        if (status != 0) {
            throw new AssertionError("the server ended with " + status);
        }
    }
}
