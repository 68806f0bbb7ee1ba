package org.enterprisemcp.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.mcp.catalog.ToolsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools file as YAML; what it says is for others to judge. */
class ToolsFilesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- a                      | tools.yaml:1: must be a mapping",
                "a: 1\\nb: 'x\\n          | is no YAML that can be read",
                "a: 1\\nb: 2\\na: 3       | tools.yaml:3: a stands here twice",
                "a: &x {b: 1}\\nc: *x     | tools.yaml:1: anchors, aliases",
                "a: 1\\n---\\nb: 2        | the file must hold one document"
            })
    void refusesWhatCannotBeReadInOneWay(String text, String problem) {
        assertThatThrownBy(() -> ToolsFiles.parse("tools.yaml", text.replace("\\n", "\n")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesAFileThatIsNotThereOrTooLarge(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> ToolsFiles.read(folder.resolve("none.yaml").toString()))
                .hasMessageContaining("none.yaml cannot be read");
        Path large = Files.writeString(folder.resolve("large.yaml"), "a: " + "b".repeat(1_048_576));
        assertThatThrownBy(() -> ToolsFiles.read(large.toString()))
                .hasMessageContaining("is larger than 1048576 bytes");
    }

    @Test
    void knowsTheLineOfEverythingAndTheKindOfEveryValue() {
        ToolsFile file = ToolsFiles.parse("tools.yaml", """
                generic: hide
                tools:
                  - name: a
                    constants: {n: 1, d: 1.50, yes: true, none: null, text: "1", a/b: 99999999999999999999}
                """);
        assertThat(file.lines()).containsEntry("/generic", 1).containsEntry("/tools/0", 3);
        assertThat(file.lines()).containsEntry("/tools/0/constants/a~1b", 4);
        assertThat(file.content().toString())
                .isEqualTo(
                        "{\"generic\":\"hide\",\"tools\":[{\"name\":\"a\",\"constants\":{\"n\":1,\"d\":1.50,\"yes\":true,"
                                + "\"none\":null,\"text\":\"1\",\"a/b\":99999999999999999999}}]}");
    }
}
