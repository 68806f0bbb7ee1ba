package org.enterprisemcp.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at pages in a real browser, by the scripts of the folder {@code npm}. */
final class Chromium {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Chromium() {}

    /**
     * Runs a script to its end.
     *
     * @param home a folder for what the browser keeps
     * @return the report that it printed
     */
    static JsonNode report(Path home, String script, String... words) {
        List<String> command = new ArrayList<>(List.of(script, installed()));
        command.addAll(List.of(words));
        try {
            return JSON.readTree(Npm.run(home, command));
        } catch (JsonProcessingException noReport) {
            throw new UncheckedIOException(noReport);
        }
    }

    /** Where pictures of the pages are put, for people to look at. */
    static Path pictures() {
        try {
            return Files.createDirectories(Path.of("target", "screenshots")).toAbsolutePath();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new AssertionError("There is no Chromium: apt-get install chromium"));
    }
}
