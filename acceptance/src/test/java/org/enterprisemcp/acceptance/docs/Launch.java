package org.enterprisemcp.acceptance.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A command that was started as a process of its own. What it says is read as it comes, so that it never has to wait. */
final class Launch implements AutoCloseable {

    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    /** @param settings its environment beside the machine's; none of this process's own settings */
    Launch(List<String> command, Map<String, String> settings, Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(settings);
        try {
            process = builder.start();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Reads until it has said so; fails where it ends or the time is over before. */
    String until(String words, int seconds) {
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            listen(words, heard);
            heard.complete(false);
        });
        boolean found =
                heard.completeOnTimeout(false, seconds, TimeUnit.SECONDS).join();
        if (!found) {
            throw new AssertionError("it never said \"" + words + "\" but:\n" + said());
        }
        return said();
    }

    /** Waits for its end; the exit status. */
    int end(int seconds) throws InterruptedException {
        Thread.ofVirtual().start(() -> listen("\n", new CompletableFuture<>()));
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end but said:\n" + said());
        }
        return process.exitValue();
    }

    private String said() {
        return String.join("\n", said);
    }

    private void listen(String words, CompletableFuture<Boolean> heard) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains(words)) {
                    heard.complete(true);
                }
            }
        } catch (IOException gone) {
            said.add(gone.toString());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
