package org.enterprisemcp.acceptance.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The scenarios that a suite wants of a server. They come from the suite's own lists and not from what it ran, so that a
 * scenario which did not run is one that failed.
 *
 * @param scored what conformance to a revision takes
 * @param unscored what the suite looks at besides
 */
record Requirements(List<String> scored, List<String> unscored) {

    private static final Pattern LISTED = Pattern.compile("(?m)^ {2}- (\\S+)");

    /** The list that the suite froze for a revision. */
    static Requirements of(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Requirements parse(String yaml) {
        try {
            JsonNode page = new YAMLMapper().readTree(yaml);
            List<String> scored = new ArrayList<>();
            page.path("server").forEach(name -> scored.add(name.asText()));
            List<String> unscored = new ArrayList<>();
            page.path("not_scored").forEach(entry -> {
                if (entry.path("leg").asText().equals("server")) {
                    unscored.add(entry.path("scenario").asText());
                }
            });
            return new Requirements(List.copyOf(scored), List.copyOf(unscored));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a suite without such lists prints when it is asked for its scenarios: all of them count. */
    static Requirements printed(String list) {
        return new Requirements(
                LISTED.matcher(list)
                        .results()
                        .map((MatchResult line) -> line.group(1))
                        .toList(),
                List.of());
    }
}
