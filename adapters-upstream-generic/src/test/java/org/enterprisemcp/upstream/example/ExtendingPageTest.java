package org.enterprisemcp.upstream.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/extending.md are the ones that run here. */
class ExtendingPageTest {

    @ParameterizedTest
    @ValueSource(strings = {"SapCsrf", "RpcErrors"})
    void showsTheExampleAsItRuns(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/enterprisemcp/upstream/example", name + ".java"));
        String page = Files.readString(Path.of("../docs/extending.md"));

        assertThat(page).contains("```java\n" + source.substring(source.indexOf("/** ")) + "```\n");
    }
}
