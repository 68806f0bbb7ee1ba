package org.enterprisemcp.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The written configuration says what the catalogue says; when one of these fails, paste what it expected into the file. */
class ConfigurationPageTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void thePageHasTheTableOfTheCatalogue() throws IOException {
        String table = Arrays.stream(EnvironmentKey.values())
                .map(key -> "| `" + name(key) + "` | "
                        + (key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`") + " | "
                        + (key.secret() ? "**secret** " : "") + key.description() + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(ROOT.resolve("docs/configuration.md"))).contains(table);
    }

    @Test
    void theExampleFileHasEveryKeyCommentedOutWithItsDefault() throws IOException {
        String example = Arrays.stream(EnvironmentKey.values())
                .map(key -> "# " + key.description().replace("`", "") + "\n#" + name(key) + "=" + key.defaultValue())
                .collect(Collectors.joining("\n\n", "", "\n"));
        assertThat(Files.readString(ROOT.resolve(".env.example"))).endsWith(example);
    }

    private static String name(EnvironmentKey key) {
        return key.isPrefix() ? key + "NAME" : key.name();
    }
}
