package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The developer command where nothing is as it should be. JDKs and Maven are stand-ins that say how they were called. */
class CommandTest {

    private static final List<String> TOOLS = List.of(
            "sh", "dirname", "readlink", "basename", "cat", "grep", "find", "head", "mktemp", "awk", "tr", "rm");

    @TempDir
    private Path folder;

    private Path tools = Path.of("");
    private Path jdks = Path.of("");

    @BeforeEach
    void furnish() throws IOException {
        tools = Files.createDirectory(folder.resolve("bin"));
        jdks = Files.createDirectory(folder.resolve("jdks"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "exec " + onThePath(tool) + " \"$@\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "test nosuch",
                "test --fast",
                "test domain application",
                "acceptance now",
                "acceptance --image now",
                "acceptance --upstreams now",
                "conformance now",
                "new-adapter",
                "image now",
                "image --to /no/such/folder/image.tar",
                "conformance --serve",
                "conformance --serve http",
                "--port"
            })
    void printsTheHelpAndExitsWithTwoOnWordsThatItDoesNotKnow(String words) throws Exception {
        jdk("25", "25.0.3");
        Outcome outcome = emcp(words);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.said()).startsWith("emcp: ").contains("usage: ./emcp WORD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "run", "doctor", "test domain", "acceptance", "new-adapter shop", "conformance --serve 1"
            })
    void saysInOneLineWhatToInstallWhereThereIsNoJdk25(String words) throws Exception {
        jdk("17", "17.0.15");
        jdk("26", "26");
        jdk("250", "250");
        Outcome outcome = emcp(words);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.said().lines()).hasSize(1);
        assertThat(outcome.said()).contains("needs a JDK 25", "JAVA_HOME");
    }

    @Test
    void saysWhatToInstallWhereThereIsNoMaven() throws Exception {
        jdk("25", "25.0.3");
        Outcome outcome = emcp("test domain");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.said()).contains("needs Maven 3.8 or newer");
    }

    @Test
    void helpsWithoutAJdk() throws Exception {
        Outcome outcome = emcp("help");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.said())
                .contains("demo", "run", "doctor", "new-adapter", "test", "acceptance", "conformance", "help");
    }

    @Test
    void findsTheJdk25AmongOthersAlthoughNothingNamesIt() throws Exception {
        jdk("17", "17.0.15");
        jdk("25", "25.0.3");
        jdk("26", "26");
        script(tools.resolve("mvn"), "echo \"maven with $JAVA_HOME: $*\"");
        Outcome outcome = emcp("test domain#ValuesTest");
        assertThat(outcome.said())
                .contains("maven with " + jdks.resolve("25") + ": ", "-pl domain -am -Dtest=ValuesTest")
                .contains("0 passed");
        assertThat(outcome.status()).as("a run without a test has failed").isEqualTo(1);
    }

    private record Outcome(int status, String said) {}

    /** Runs it with an environment of which nothing is known: no HOME, no JAVA_HOME, no JDK on the path. */
    private Outcome emcp(String words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                tools.resolve("sh").toString(),
                Path.of("..").resolve("emcp").toAbsolutePath().normalize().toString()));
        Arrays.stream(words.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().clear();
        process.environment().putAll(Map.of("PATH", tools.toString(), "EMCP_JDK_FOLDERS", jdks + "/*"));
        Process running = process.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(running.waitFor(), said);
    }

    private void jdk(String name, String version) throws IOException {
        Path bin = Files.createDirectories(jdks.resolve(name).resolve("bin"));
        script(bin.resolve("javac"), "exit 0");
        Files.writeString(jdks.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path onThePath(String tool) {
        Optional<Path> found = Arrays.stream(Optional.ofNullable(System.getenv("PATH"))
                        .orElse("/usr/bin:/bin")
                        .split(":", -1))
                .map(place -> Path.of(place).resolve(tool))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> new AssertionError("there is no " + tool + " on this machine"));
    }
}
