package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about trouble quotes what the product says; the product does say so, word for word. */
class SaidTextsTest {

    private static final String HEADER = "| what it says |";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.+?`[^|]*) \\|.+\\|.+\\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    /** Java splits a text over lines, and shows a quotation mark its own way. */
    private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");

    private final List<String> sources = sources();

    @Test
    void everyTextInTheFirstColumnStandsInTheSources() {
        List<String> quoted = quoted();
        assertThat(quoted)
                .hasSizeGreaterThan(25)
                .allSatisfy(text -> assertThat(sources).as(text).anyMatch(source -> holds(source, text)));
    }

    @Test
    void aTextThatNobodySaysIsFound() {
        assertThat(sources).noneMatch(source -> holds(source, "The moon is made of " + "green cheese."));
    }

    /** The tables that quote this product; the one about the original quotes others. */
    private static List<String> quoted() {
        return Arrays.stream(Page.of("docs/troubleshooting.md").text().split("(?m)^## ", -1))
                .filter(part -> part.contains(HEADER))
                .flatMap(part -> ROW.matcher(part).results())
                .flatMap(row -> QUOTED.matcher(row.group(1)).results())
                .map(text -> text.group(1))
                .toList();
    }

    /** An ellipsis stands for what differs from case to case. */
    private static boolean holds(String source, String text) {
        int from = 0;
        for (String part : text.split("…", -1)) {
            int found = source.indexOf(part.strip(), from);
            if (found < 0) {
                return false;
            }
            from = found + part.strip().length();
        }
        return true;
    }

    private static List<String> sources() {
        List<String> sources = new ArrayList<>();
        Stream.concat(
                        Checkout.sources("main", ".java").stream(),
                        Stream.concat(
                                Checkout.sources("main", ".json").stream(), Checkout.sources("main", ".yaml").stream()))
                .map(Checkout::read)
                .map(source -> SEAM.matcher(source).replaceAll("").replace("\\\"", "\""))
                .forEach(sources::add);
        sources.add(Checkout.read(Checkout.ROOT.resolve("emcp")));
        return sources;
    }
}
