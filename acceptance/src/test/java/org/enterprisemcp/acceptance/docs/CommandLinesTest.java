package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;

/** The commands that the pages tell: every word and option of {@code ./emcp} is one that it knows, every setting is there. */
class CommandLinesTest {

    private static final Pattern HELP_LINE = Pattern.compile("(?m)^ {2}([a-z][a-z-]*)(.*)$");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final Pattern EMCP = Pattern.compile("\\./emcp ([^`]*)");
    private static final Pattern OURS =
            Pattern.compile("\\b(?:UPSTREAM|MCP|OIDC|ADMIN|TOKEN|LOG|STATE|OTEL)_[A-Z0-9_]*[A-Z0-9]\\b");
    private static final Pattern VARIABLE = Pattern.compile("^UPSTREAM_VAR_[A-Z0-9_]+$");

    /** What other programs read: the JVM, Maven, the command itself. */
    private static final Set<String> FOREIGN = Set.of(
            "JAVA_HOME",
            "MAVEN_OPTS",
            "JAVA_TOOL_OPTIONS",
            "EMCP_JDK_FOLDERS",
            "PORT",
            "WEBSITES_PORT",
            "WEBSITE_WARMUP_PATH",
            "WEBSITE_WARMUP_STATUSES");

    private final Map<String, Set<String>> words = words();

    @Test
    void everyWordAndOptionIsOneThatTheCommandKnows() {
        assertThat(words).hasSizeGreaterThan(5).containsKeys("demo", "run", "test");
        assertThat(Page.all())
                .allSatisfy(page -> spoken(page).forEach(command -> {
                    String word = command.emcpWord();
                    assertThat(words.keySet()).as(page + ": " + command.text()).contains(word);
                    List<String> options = command.words().stream()
                            .filter(each -> each.startsWith("--"))
                            .toList();
                    assertThat(words.getOrDefault(word, Set.of()))
                            .as(page + ": " + command.text())
                            .containsAll(options);
                }));
    }

    @Test
    void everyEnvironmentNameInACommandIsASettingOrKnownAsForeign() {
        assertThat(Page.all())
                .allSatisfy(page -> page.blocks("sh").stream()
                        .flatMap(block -> CommandLine.of(block).stream())
                        .forEach(command -> command.settings()
                                .keySet()
                                .forEach(name -> assertThat(isSetting(name)
                                                || FOREIGN.contains(name)
                                                || page.text().contains("$" + name)
                                                || page.text().contains("${" + name))
                                        .as(page + ": " + name + " in " + command.text())
                                        .isTrue())));
    }

    @Test
    void everySettingThatAPageNamesIsThere() {
        Set<String> failures =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::name).collect(Collectors.toSet());
        assertThat(Page.all()).allSatisfy(page -> {
            Matcher name = OURS.matcher(page.text());
            while (name.find()) {
                assertThat(isSetting(name.group()) || failures.contains(name.group()))
                        .as(page + ": " + name.group())
                        .isTrue();
            }
        });
    }

    @Test
    void everyWordOfTheCommandIsOnSomePage() {
        Set<String> told = Page.all().stream()
                .flatMap(CommandLinesTest::spoken)
                .map(CommandLine::emcpWord)
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(told).containsAll(words.keySet());
    }

    private static boolean isSetting(String name) {
        return VARIABLE.matcher(name).matches()
                || Arrays.stream(EnvironmentKey.values())
                        .anyMatch(key -> key.name().equals(name));
    }

    /** In blocks and in the text. */
    private static Stream<CommandLine> spoken(Page page) {
        Stream<CommandLine> inBlocks = page.blocks("sh").stream().flatMap(block -> CommandLine.of(block).stream());
        Stream<CommandLine> inText = page.code().stream()
                .map(EMCP::matcher)
                .filter(Matcher::find)
                .flatMap(found -> CommandLine.of(found.group().replaceAll("[\\[\\]]", "")).stream());
        return Stream.concat(inBlocks, inText)
                .filter(command -> !command.emcpWord().isEmpty());
    }

    /** What {@code ./emcp help} lists, each word with its options. */
    private static Map<String, Set<String>> words() {
        Map<String, Set<String>> words = new HashMap<>();
        String last = "";
        for (String line : help().split("\n", -1)) {
            Matcher word = HELP_LINE.matcher(line);
            if (word.matches()) {
                last = word.group(1);
                words.put(last, new HashSet<>());
            }
            Set<String> options = words.getOrDefault(last, new HashSet<>());
            OPTION.matcher(line).results().forEach(option -> options.add(option.group()));
        }
        return words;
    }

    private static String help() {
        try {
            Process help = new ProcessBuilder(
                            "sh", Checkout.ROOT.resolve("emcp").toString(), "help")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(help.waitFor()).as(said).isZero();
            return said;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }
}
