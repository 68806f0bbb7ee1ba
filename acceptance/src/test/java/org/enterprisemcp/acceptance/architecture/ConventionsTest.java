package org.enterprisemcp.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no class file shows: sizes, names, leftovers, pages. */
class ConventionsTest {

    private static final int MAIN_LINES = 400;
    private static final int TEST_LINES = 500;
    private static final int AGENTS_LINES = 80;

    /** What each adapter shows to others. Everything else in it is package-private. */
    private static final Map<String, Set<String>> PUBLIC = Map.of(
            House.MCP,
                    Set.of("HttpOptions", "McpHttp", "ServerIdentity", "StdioTransport", "ToolCatalog"),
            House.BOOTSTRAP, Set.of("Application", "Environment", "EnvironmentKey", "Main"),
            House.SANDBOX, Set.of("Demo", "Fault", "PlainSandbox", "SandboxControl"));

    private static final Pattern LEFTOVER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|@Dis" + "abled|Thread\\.sl" + "eep\\(");
    private static final Pattern UPSTREAM_NAME =
            Pattern.compile("(?i)netsuite|suiteql|salesforce|soql|dataverse|servicenow|hubspot|stripe|zoho");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern TOOL_ROW = Pattern.compile("(?m)^\\| `([a-z]+_[a-z]+)` \\|");

    @Test
    void everyFileStaysWithinItsBudget() {
        assertThat(House.sources()).hasSizeGreaterThan(100).allSatisfy(file -> {
            boolean test = file.toString().contains("/src/test/");
            assertThat(House.read(file).lines().count()).as(file.toString()).isLessThanOrEqualTo(test ? TEST_LINES : MAIN_LINES);
        });
    }

    @Test
    void adaptersShowOnlyWhatOthersNeed() {
        PUBLIC.forEach((room, shown) -> assertThat(House.classes().stream()
                        .filter(type -> type.getPackageName().equals(room))
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .as(room)
                .isEqualTo(shown));
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(House.sources()).allSatisfy(file -> assertThat(LEFTOVER.matcher(House.read(file)).find())
                .as(file.toString())
                .isFalse());
    }

    @Test
    void theMcpAdapterNamesNoUpstream() throws Exception {
        try (Stream<Path> files = Files.walk(House.CHECKOUT.resolve("adapters-mcp/src/main"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            UPSTREAM_NAME.matcher(House.read(file)).find())
                    .as(file.toString())
                    .isFalse());
        }
    }

    @Test
    void everyLinkInThePagesLeadsSomewhere() throws Exception {
        try (Stream<Path> root = Files.list(House.CHECKOUT);
                Stream<Path> docs = Files.walk(House.CHECKOUT.resolve("docs"))) {
            assertThat(Stream.concat(root, docs).filter(page -> page.toString().endsWith(".md")))
                    .hasSizeGreaterThan(6)
                    .allSatisfy(page -> {
                        Matcher link = LINK.matcher(House.read(page));
                        while (link.find()) {
                            assertThat(page.resolveSibling(link.group(1))).as(page + " " + link.group(1)).exists();
                        }
                    });
        }
    }

    @Test
    void thePageForAgentsIsShort() {
        assertThat(House.read(House.CHECKOUT.resolve("AGENTS.md")).lines().count()).isLessThanOrEqualTo(AGENTS_LINES);
    }

    @Test
    void theReadmeListsTheToolsThatThereAre() throws Exception {
        Set<String> listed = TOOL_ROW.matcher(House.read(House.CHECKOUT.resolve("README.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        try (Stream<Path> schemas = Files.list(
                House.CHECKOUT.resolve("adapters-mcp/src/main/resources/org/enterprisemcp/mcp"))) {
            assertThat(listed)
                    .isEqualTo(schemas.map(file -> file.getFileName().toString().replace(".json", ""))
                            .filter(name -> !name.equals("shared"))
                            .collect(Collectors.toSet()));
        }
    }
}
