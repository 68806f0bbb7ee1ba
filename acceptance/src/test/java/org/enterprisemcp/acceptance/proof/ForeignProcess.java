package org.enterprisemcp.acceptance.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in another language, as a process on a port of this machine. Nothing of it is left when it is closed. */
final class ForeignProcess implements AutoCloseable {

    private static final int STEPS = 1_800;
    private static final int STEP_MILLIS = 100;
    private static final int LONGEST_STOP_SECONDS = 20;

    private final Process process;

    /**
     * Starts it and waits until its port answers: each says "ready" in its own way, their ports all in the same.
     *
     * @param log where its output goes; a failure to start tells it
     */
    ForeignProcess(ProcessBuilder command, int port, Path log) {
        try {
            process = command.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!answers(port)) {
                close();
                throw new AssertionError(command.command() + " does not answer: " + Files.readString(log));
            }
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    private boolean answers(int port) {
        for (int step = 0; step < STEPS && process.isAlive(); step++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                ended(STEP_MILLIS);
            }
        }
        return false;
    }

    private boolean ended(long withinMillis) {
        try {
            return process.waitFor(withinMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!ended(TimeUnit.SECONDS.toMillis(LONGEST_STOP_SECONDS))) {
            process.destroyForcibly();
            throw new AssertionError(process.info() + " did not stop when it was told to");
        }
    }
}
