package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the pages say of themselves: that their links lead somewhere, that what they show can be read, that each can be found. */
class PagesTest {

    private static final Pattern TEST = Pattern.compile("([A-Z][A-Za-z0-9]*(?:Test|IT))(?:#([A-Za-z0-9]+))?");
    private static final Pattern FENCE = Pattern.compile("(?m)^```");

    private final JsonMapper json = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void everyLinkLeadsToAFileAndToAHeadingOfIt() {
        assertThat(Page.all())
                .hasSizeGreaterThan(15)
                .allSatisfy(page -> page.links().forEach(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
                    assertThat(target).as(page + " → " + link).exists();
                    if (parts.length == 2) {
                        assertThat(new Page(target, Checkout.read(target)).anchors())
                                .as(page + " → " + link)
                                .contains(parts[1]);
                    }
                }));
    }

    @Test
    void everyFileOfTheDocsCanBeReachedFromTheReadme() {
        Set<Path> reached = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(Checkout.ROOT.resolve("README.md")));
        while (!open.isEmpty()) {
            Path file = open.pop().normalize();
            if (Files.isDirectory(file)) {
                Checkout.filesBelow(file, "").forEach(open::push);
            } else if (Files.exists(file)
                    && reached.add(file)
                    && file.toString().endsWith(".md")) {
                new Page(file, Checkout.read(file))
                        .links()
                        .forEach(link -> open.push(file.resolveSibling(link.replaceFirst("#.*", ""))));
            }
        }
        assertThat(Checkout.filesBelow(Checkout.ROOT.resolve("docs"), ""))
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThat(reached).contains(file));
    }

    @Test
    void everyFenceIsClosed() {
        assertThat(Page.all())
                .allSatisfy(
                        page -> assertThat(FENCE.matcher(page.text()).results().count())
                                .as(page.name())
                                .isEqualTo(2L * page.blocks().size()));
    }

    @Test
    void everyJsonBlockIsJson() {
        assertThat(Page.all())
                .allSatisfy(page -> page.blocks("json")
                        .forEach(block -> assertThatCode(() -> json.readTree(block))
                                .as(page.name())
                                .doesNotThrowAnyException()));
        assertThat(Page.all().stream().mapToInt(page -> page.blocks("json").size()))
                .as("there are such blocks")
                .anyMatch(count -> count > 0);
    }

    @Test
    void everyYamlBlockIsYaml() {
        assertThat(Page.all())
                .allSatisfy(page -> page.blocks("yaml")
                        .forEach(block -> assertThatCode(() -> new Yaml().load(block))
                                .as(page.name())
                                .doesNotThrowAnyException()));
    }

    @Test
    void theDescriptorOnThePageIsTheOneThatIsRun() {
        assertThat(Page.of("docs/adding-an-upstream.md").blocks("yaml"))
                .contains(Checkout.read(Path.of("src", "test", "resources", "upstreams", "json-server.yaml")));
    }

    /** A block in another language is looked at by no test; so there is none that nobody thought of. */
    @Test
    void everyBlockIsOfAKindThatIsLookedAt() {
        Set<String> kinds = Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .map(Page.Block::language)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).isSubsetOf("", "sh", "json", "yaml", "java", "mermaid", "powershell", "text");
    }

    @Test
    void everyTestThatAPageNamesIsThere() {
        assertThat(Page.all())
                .allSatisfy(page -> page.code().forEach(code -> {
                    var test = TEST.matcher(code);
                    if (test.matches()) {
                        List<String> sources = Checkout.sources("test", "/" + test.group(1) + ".java").stream()
                                .map(Checkout::read)
                                .toList();
                        assertThat(sources).as(page + ": " + code).isNotEmpty();
                        if (test.group(2) != null) {
                            assertThat(sources)
                                    .as(page + ": " + code)
                                    .anyMatch(source -> source.contains(" " + test.group(2) + "("));
                        }
                    }
                }));
    }

    @Test
    void theMapOfTheHouseShowsEveryModule() {
        String map = Page.of("docs/architecture.md").text();
        assertThat(map).contains("adapters-upstream-NAME/ ");
        assertThat(Checkout.modules())
                .hasSizeGreaterThan(8)
                // A team's own adapter is none of the house's, and stands there by its pattern.
                .allSatisfy(module -> assertThat(map)
                        .containsPattern("(?m)^(?:" + module.getFileName() + "|"
                                + String.valueOf(module.getFileName())
                                        .replaceFirst("(?<=^adapters-upstream-).*", "NAME")
                                + ")/ "));
    }
}
