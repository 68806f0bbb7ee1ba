package org.enterprisemcp.acceptance.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.acceptance.Npm;

/**
 * A version of the official suite, as npm brought it.
 *
 * @param program its script
 * @param home where it may keep what it likes
 */
record OfficialSuite(String program, Path home) {

    /** A run takes seconds; what hangs so long is killed, and its scenarios are missing. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

    private static final Pattern RESULT =
            Pattern.compile("(?:authorization-)?server-(.+)-\\d{4}-\\d{2}-\\d{2}T[-0-9]+Z");

    /** The suite that knows the newest revision. */
    static OfficialSuite newest(Path home) {
        return new OfficialSuite("node_modules/@modelcontextprotocol/conformance/dist/index.js", home);
    }

    /** The last one of the line before. */
    static OfficialSuite lineBefore(Path home) {
        return new OfficialSuite("node_modules/conformance-v1/dist/index.js", home);
    }

    /** What it prints and does not judge. */
    String print(String... words) {
        StringBuilder printed = new StringBuilder();
        start(List.of(words), line -> printed.append(line).append('\n'));
        return printed.toString();
    }

    /**
     * Runs it and brings the checks by scenario. Whether they are good is not judged here, and neither by the suite's exit
     * code, which looks at some of them only.
     *
     * @param results an empty folder, to which the suite writes
     * @param listener hears each line that it prints
     */
    Map<String, List<Check>> run(Path results, List<String> words, Consumer<String> listener) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("-o", results.toString()));
        start(all, listener);
        return read(results);
    }

    private void start(List<String> words, Consumer<String> listener) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(words);
        try {
            Process process = Npm.start(home, command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> endInTime(process));
            try (BufferedReader from = process.inputReader()) {
                from.lines().forEach(listener);
            } finally {
                process.destroy();
            }
            process.waitFor();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The checks that lie in a folder of results; those that inform are left out. */
    static Map<String, List<Check>> read(Path results) {
        Map<String, List<Check>> found = new LinkedHashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(results)) {
            for (Path folder : folders) {
                Matcher name = RESULT.matcher(String.valueOf(folder.getFileName()));
                if (name.matches() && Files.exists(folder.resolve("checks.json"))) {
                    found.put(name.group(1), checks(folder.resolve("checks.json")));
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Check> checks(Path file) throws IOException {
        List<Check> checks = new ArrayList<>();
        for (JsonNode check : new ObjectMapper().readTree(file.toFile())) {
            if (!check.path("status").asText().equals("INFO")) {
                checks.add(new Check(
                        check.path("id").asText(),
                        check.path("status").asText(),
                        check.path("errorMessage").asText()));
            }
        }
        return List.copyOf(checks);
    }
}
