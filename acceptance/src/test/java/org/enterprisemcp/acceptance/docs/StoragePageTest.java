package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about what is kept knows every space of the state store. */
class StoragePageTest {

    private static final Pattern SPACE = Pattern.compile(
            "new StateSpace<>\\(\\w+, \"([a-z-]+)\"|(?:SPACE|PARTS|USED|CHANGED) = \"([a-z-]+)\"|\\.lease\\(\"([a-z]+):");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)`[^|]*\\|");

    @Test
    void knowsEverySpaceChannelAndLease() {
        Set<String> used = Checkout.sources("main", ".java").stream()
                .filter(file -> !file.startsWith(Checkout.ROOT.resolve("sandbox"))
                        && !file.startsWith(Checkout.ROOT.resolve("testkit")))
                .map(Checkout::read)
                .filter(source -> source.contains("StateStore") || source.contains("StateSpace"))
                .flatMap(source -> SPACE.matcher(source).results())
                .map(space -> space.group().replaceAll(".*\"([a-z-]+)[:\"].*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = ROW.matcher(Page.of("docs/storage.md").text())
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(7);
        assertThat(told).isEqualTo(used);
    }
}
