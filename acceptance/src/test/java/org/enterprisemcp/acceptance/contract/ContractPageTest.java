package org.enterprisemcp.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the contract kit names the contracts that there are; its code is TestkitPageTest's affair. */
class ContractPageTest {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path KIT = CHECKOUT.resolve("testkit/src/main/java/org/enterprisemcp/testkit/contract");
    private static final Pattern CONTRACT = Pattern.compile("`([A-Z][A-Za-z]+Contract)`");
    /** What contracts have in common is no contract; what stores keep while many ask is one with what they keep alone. */
    private static final List<String> UNNAMED = List.of("UpstreamContract", "PagedContract", "StateStoreRacesContract");

    @Test
    void itNamesEveryContractAndNoOther() throws IOException {
        String page = Files.readString(CHECKOUT.resolve("docs/testkit.md"));
        try (var files = Files.list(KIT)) {
            assertThat(CONTRACT.matcher(page).results().map((MatchResult name) -> name.group(1)))
                    .containsOnlyOnceElementsOf(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith("Contract.java"))
                            .map(name -> name.replace(".java", ""))
                            .filter(name -> !UNNAMED.contains(name))
                            .toList());
        }
    }
}
