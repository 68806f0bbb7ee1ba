package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.acceptance.docs.BareProject.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.jul.JDK14LoggerFactory;

/** The page about the testkit: its tests compile and pass where there is nothing of the house but what an author gets. */
class TestkitPageTest {

    private static final Pattern CLASS = Pattern.compile("(?m)^(?:final )?class (\\w+)");
    private static final Pattern HOUSE_IMPORT = Pattern.compile("import (?:static )?org\\.enterprisemcp\\.([\\w.]+);");
    private static final Pattern FOR_AUTHORS = Pattern.compile("(?:domain|application|testkit|upstream\\.rest)\\..+");

    @TempDir
    private Path folder;

    @Test
    void whatIsNotForAuthorsIsNotOnTheirClassPath() {
        BareProject project = new BareProject(folder);
        assertThatThrownBy(() -> project.compile(
                        "Insider",
                        "class Insider { org.enterprisemcp.bootstrap.Application product;"
                                + " org.enterprisemcp.mcp.catalog.McpCatalog catalog; }"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.enterprisemcp.bootstrap")
                .hasMessageContaining("org.enterprisemcp.mcp.catalog");
    }

    @Test
    void aTestThatFailsThereIsSeen() {
        BareProject project = new BareProject(folder);
        project.compile(
                "RedTest",
                "class RedTest { @org.junit.jupiter.api.Test void isRed() { throw new AssertionError(\"as planned\"); } }");
        Outcome outcome = project.run("RedTest");
        assertThat(outcome.failed()).as(outcome.said()).isEqualTo(1);
        assertThat(outcome.said()).contains("as planned");
    }

    @Test
    void aContractThatCannotHearWhatIsLoggedFails() {
        BareProject deaf = new BareProject(folder, JDK14LoggerFactory.class);
        String contract = units().get(1);
        deaf.compile(nameOf(contract), contract);
        Outcome outcome = deaf.run(nameOf(contract));
        assertThat(outcome.passed()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("the contract cannot hear what the adapter logs", "slf4j-jdk14");
    }

    @Test
    void itsTestsCompileAndPassThere() {
        BareProject project = new BareProject(folder);
        for (String unit : units()) {
            assertThat(HOUSE_IMPORT.matcher(unit).results().map(name -> name.group(1)))
                    .allMatch(name -> FOR_AUTHORS.matcher(name).matches());
            project.compile(nameOf(unit), unit);
        }
        Outcome outcome =
                project.run(units().stream().map(TestkitPageTest::nameOf).toArray(String[]::new));
        assertThat(outcome.failed()).as(outcome.said()).isZero();
        assertThat(outcome.passed()).as(outcome.said()).isGreaterThan(30);
    }

    @Test
    void itBeginsWithAUseCaseWithoutANetwork() {
        assertThat(nameOf(units().getFirst())).isEqualTo("CreateRecordTest");
        assertThat(units().getFirst()).doesNotContain("LoopbackServer", "http");
    }

    @Test
    void whatIsNoWholeTestThereStandsInOne() {
        List<String> tests =
                Checkout.sources("test", ".java").stream().map(Checkout::read).toList();
        assertThat(page().blocks("java").stream().filter(block -> !isUnit(block)))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(tests).anyMatch(test -> test.contains(block)));
    }

    @Test
    void itNamesEveryPublicClassOfTheKit() {
        Path kit = Checkout.ROOT.resolve("testkit/src/main/java/org/enterprisemcp/testkit");
        assertThat(Checkout.filesBelow(kit, ".java").stream()
                        .filter(file -> kit.equals(file.getParent()))
                        .filter(file -> Checkout.read(file).contains("\npublic "))
                        .map(file -> String.valueOf(file.getFileName()).replace(".java", "")))
                .hasSizeGreaterThan(10)
                // What a fake answers, and what RawHttp brings: the table has those that one begins with.
                .filteredOn(name -> !name.equals("HttpReply"))
                .allSatisfy(name -> assertThat(page().code()).contains(name));
    }

    private static Page page() {
        return Page.of("docs/testkit.md");
    }

    private static List<String> units() {
        return page().blocks("java").stream().filter(TestkitPageTest::isUnit).toList();
    }

    private static boolean isUnit(String block) {
        return block.startsWith("import ");
    }

    private static String nameOf(String unit) {
        Matcher name = CLASS.matcher(unit);
        assertThat(name.find()).as(unit).isTrue();
        return name.group(1);
    }
}
