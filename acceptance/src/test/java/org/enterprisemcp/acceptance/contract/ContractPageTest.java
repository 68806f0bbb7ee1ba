package org.enterprisemcp.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the contract kit shows code that compiles and names contracts that there are. */
class ContractPageTest {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path KIT = CHECKOUT.resolve("testkit/src/main/java/org/enterprisemcp/testkit/contract");
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern CONTRACT = Pattern.compile("`([A-Z][A-Za-z]+Contract)`");

    @Test
    void itsCodeIsThatOfThePlainUpstreamsTest() throws IOException {
        String test = Files.readString(CHECKOUT.resolve(
                "acceptance/src/test/java/org/enterprisemcp/acceptance/contract/PlainUpstreamContractTest.java"));
        List<String> blocks = JAVA_BLOCK
                .matcher(page())
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(test).contains(block));
    }

    @Test
    void itNamesEveryContractAndNoOther() throws IOException {
        try (var files = Files.list(KIT)) {
            List<String> contracts = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("Contract.java"))
                    .map(name -> name.replace(".java", ""))
                    .filter(name ->
                            !List.of("UpstreamContract", "PagedContract").contains(name))
                    // What stores keep is no affair of whoever writes an adapter.
                    .filter(name -> !name.startsWith("StateStore"))
                    .toList();
            assertThat(CONTRACT.matcher(page()).results().map((MatchResult name) -> name.group(1)))
                    .containsAll(contracts)
                    .isSubsetOf(contracts);
        }
    }

    private static String page() throws IOException {
        return Files.readString(CHECKOUT.resolve("docs/adding-an-upstream.md"));
    }
}
