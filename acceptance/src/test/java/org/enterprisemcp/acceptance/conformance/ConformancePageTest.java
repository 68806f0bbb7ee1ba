package org.enterprisemcp.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} names every scenario once for each set that knows it, and tests that exist. */
class ConformancePageTest {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void namesEveryScenarioWithTheSetsThatKnowIt() throws Exception {
        Map<String, Set<String>> expected = new TreeMap<>();
        KnownChecks.load()
                .forEach((set, scenarios) -> scenarios
                        .keySet()
                        .forEach(scenario -> expected.computeIfAbsent(scenario, unknown -> new TreeSet<>())
                                .add(set.replace("authorization ", ""))));
        Map<String, Set<String>> written = rows().stream()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> Stream.of(row.group(2).split(",", -1))
                                .map(String::strip)
                                .collect(Collectors.toCollection(TreeSet::new))));
        assertThat(written).hasSizeGreaterThan(30).isEqualTo(expected);
    }

    @Test
    void namesTestsThatThereAre() throws Exception {
        Map<String, String> sources = sources();
        for (MatchResult row : rows()) {
            List<MatchResult> tests = TEST.matcher(row.group(3)).results().toList();
            assertThat(tests).as(row.group(1)).isNotEmpty();
            for (MatchResult test : tests) {
                assertThat(sources.getOrDefault(test.group(1), ""))
                        .as(row.group(1) + " " + test.group())
                        .contains("void " + test.group(2) + "(");
            }
        }
    }

    private static List<MatchResult> rows() throws Exception {
        return ROW.matcher(Files.readString(CHECKOUT.resolve("docs/conformance.md")))
                .results()
                .toList();
    }

    /** The sources of all tests by their names; of several modules together, where one name is in several. */
    private static Map<String, String> sources() throws Exception {
        Map<String, String> sources = new TreeMap<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(CHECKOUT, "*")) {
            for (Path module : modules) {
                if (Files.isDirectory(module.resolve("src/test/java"))) {
                    collect(module.resolve("src/test/java"), sources);
                }
            }
        }
        return sources;
    }

    private static void collect(Path folder, Map<String, String> sources) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.merge(
                        String.valueOf(file.getFileName()).replace(".java", ""),
                        Files.readString(file),
                        String::concat);
            }
        }
    }
}
