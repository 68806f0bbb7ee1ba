package org.enterprisemcp.testkit.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.enterprisemcp.testkit.scaffold.AdapterName.Unusable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewAdapterTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path checkout = Path.of("");

    @BeforeEach
    void furnish() throws IOException {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.writeString(checkout.resolve("pom.xml"), """
                <project>
                  <version>1.2.3</version>
                  <modules>
                    <module>adapters-upstream-netsuite</module>
                    <!-- ./emcp new-adapter adds a module above this line. -->
                    <module>bootstrap</module>
                  </modules>
                </project>
                """);
        Files.writeString(Files.createDirectory(checkout.resolve("bootstrap")).resolve("pom.xml"), """
                <project>
                  <dependencies>
                    <!-- ./emcp new-adapter adds an adapter above this line. -->
                  </dependencies>
                </project>
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme",
                "acme_shop",
                "acme--shop",
                "acme-",
                "7up",
                "../acme",
                "acme/shop",
                "acme shop",
                "a-name-that-is-longer-than-thirty"
            })
    void refusesANameThatIsNoKindOfUpstream(String name) throws IOException {
        assertRefused("NAME: " + name, List.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "netsuite", "rest", "net-suite"})
    void refusesANameThatIsTaken(String name) throws IOException {
        assertRefused("NAME: there is a " + name + " already", List.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "int", "true"})
    void refusesAWordOfJava(String name) throws IOException {
        assertRefused("NAME: " + name + " is a word of Java", List.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shop", "com.Acme.shop", "com.acme.class", "com..acme", "org.enterprisemcp.shop", "java.shop"})
    void refusesAPackageThatIsNobodysOwn(String name) throws IOException {
        assertRefused(
                "--package: " + name,
                List.of("acme", "--outside", folder.resolve("own").toString(), "--package", name));
    }

    @ParameterizedTest
    @CsvSource({
        "'', NAME: is needed",
        "acme shop, one word too many",
        "-acme, one word too many",
        "acme --inside, one word too many",
        "acme --outside, --outside: needs a value",
        "acme --package com.acme.shop, --package: is for a project of your own"
    })
    void refusesACommandLineThatItDoesNotUnderstand(String words, String why) throws IOException {
        assertRefused(
                why,
                Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty()).toList());
    }

    @Test
    void overwritesNoModule() throws IOException {
        Files.createDirectory(checkout.resolve("adapters-upstream-acme"));
        assertRefused("NAME: adapters-upstream-acme is there already; nothing is overwritten", List.of("acme"));
    }

    @Test
    void overwritesNoProject() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("notes"), "mine");
        assertRefused("is there already and not empty", List.of("acme", "--outside", own.toString()));
        assertThat(own).isDirectoryContaining("glob:**/notes").isDirectoryNotContaining("glob:**/pom.xml");
    }

    @Test
    void makesNothingWhereThePomHasNoPlaceForIt() throws IOException {
        Files.writeString(checkout.resolve("bootstrap").resolve("pom.xml"), "<project/>");
        assertRefused("new-adapter adds an adapter above this line", List.of("acme"));
    }

    @Test
    void entersAModuleIntoTheReactorAndTheServer() throws IOException {
        make("acme-shop");
        assertThat(Files.readString(checkout.resolve("pom.xml"))).contains("""
                    <module>adapters-upstream-netsuite</module>
                    <module>adapters-upstream-acme-shop</module>
                    <!-- ./emcp new-adapter adds a module above this line. -->
                """);
        assertThat(Files.readString(checkout.resolve("bootstrap").resolve("pom.xml")))
                .contains("<artifactId>enterprise-mcp-adapters-upstream-acme-shop</artifactId>");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("./emcp test adapters-upstream-acme-shop");
        assertMadeWhole(checkout.resolve("adapters-upstream-acme-shop"), "org/enterprisemcp/upstream/acmeshop", 13);
    }

    @Test
    void makesAProjectOfOnesOwn() throws IOException {
        Path own = folder.resolve("own");
        make("acme", "--outside", own.toString(), "--package", "com.acme.shop");
        assertThat(Files.readString(own.resolve("pom.xml")))
                .contains("<enterprise-mcp.version>1.2.3</enterprise-mcp.version>")
                .doesNotContain("<parent>", "http://localhost", "<repository>");
        assertThat(Files.readString(checkout.resolve("pom.xml"))).doesNotContain("acme");
        assertMadeWhole(own, "com/acme/shop", 14);
    }

    private static void assertMadeWhole(Path made, String javaPackage, int count) throws IOException {
        try (Stream<Path> files = Files.walk(made)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(count)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern("@\\w+@"));
        }
        assertThat(made.resolve("src/main/java").resolve(javaPackage)).isNotEmptyDirectory();
        assertThat(made.resolve("src/test/java").resolve(javaPackage)).isNotEmptyDirectory();
    }

    private void assertRefused(String why, List<String> words) throws IOException {
        String before = Files.readString(checkout.resolve("pom.xml"));
        assertThatThrownBy(() -> make(words.toArray(String[]::new)))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(why);
        assertThat(Files.readString(checkout.resolve("pom.xml"))).isEqualTo(before);
        assertThat(said.size()).isZero();
    }

    private void make(String... words) throws IOException {
        String[] all = Stream.concat(Stream.of("--checkout", checkout.toString()), Stream.of(words))
                .toArray(String[]::new);
        new NewAdapter(new PrintStream(said, true, StandardCharsets.UTF_8)).make(all);
    }
}
