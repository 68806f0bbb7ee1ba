package org.enterprisemcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test shows which demand: it knows every demand, and every test on it is there. */
class AcceptancePageTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:PR|AS|CL|AT)-[0-9]{2}) \\| [^|]+ \\| (.+) \\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+)#([A-Za-z0-9]+)`");

    private static Stream<String> demands() {
        return Stream.of(
                        numbered("PR", 1, 17),
                        numbered("AS", 1, 6),
                        numbered("AS", 10, 16),
                        numbered("AS", 20, 45),
                        numbered("CL", 1, 16),
                        numbered("AT", 1, 40))
                .flatMap(ids -> ids);
    }

    private static Stream<String> numbered(String kind, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> "%s-%02d".formatted(kind, number));
    }

    @Test
    void knowsEveryDemandOnce() throws IOException {
        List<String> rows =
                ROW.matcher(page()).results().map(row -> row.group(1)).toList();
        assertThat(rows).containsExactlyElementsOf(demands().toList());
    }

    @Test
    void showsEachByATestOrSaysWhyNot() throws IOException {
        assertThat(ROW.matcher(page()).results().map(row -> row.group(2)))
                .allMatch(shown -> TEST.matcher(shown).find() || shown.startsWith("Not applicable"));
    }

    @Test
    void namesTestsThatThereAre() throws IOException {
        Map<String, String> sources = sources();
        Matcher test = TEST.matcher(page());
        while (test.find()) {
            assertThat(sources.getOrDefault(test.group(1), ""))
                    .as("%s#%s", test.group(1), test.group(2))
                    .contains("void " + test.group(2) + "(");
        }
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(CHECKOUT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                            .toList()) {
                        sources.put(String.valueOf(file.getFileName()).replace(".java", ""), Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }

    private static String page() throws IOException {
        return Files.readString(CHECKOUT.resolve("docs/oauth-acceptance.md"));
    }
}
