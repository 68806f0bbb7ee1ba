package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.acceptance.OAuthProduct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command of the README that needs neither a network nor secrets is run, from a folder in which nothing but the command and the
 * pages stand; servers get a free port of this machine. What is left out here is {@code ./emcp test} and {@code curl}, of which the
 * first is what runs the rest of these tests and the second has a test of its own.
 */
class ReadmeCommandsIT {

    private static final Set<String> SERVERS = Set.of("demo", "run");
    private static final Set<String> CIRCLES = Set.of("test", "acceptance", "conformance");
    /** It writes into the checkout; {@code NewAdapterIT} runs it in a copy. */
    private static final Set<String> WRITERS = Set.of("new-adapter");

    private static final int PATIENCE_SECONDS = 180;
    private static final String STAND_IN = "a-value-of-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz";

    @TempDir
    private Path folder;

    private final int port = OAuthProduct.freePort();

    @BeforeEach
    void furnish() throws IOException {
        for (String named : List.of("emcp", "docs")) {
            Files.createSymbolicLink(folder.resolve(named), Checkout.ROOT.resolve(named));
        }
        for (String jar : List.of("bootstrap/target/enterprise-mcp.jar", "sandbox/target/enterprise-mcp-sandbox.jar")) {
            Path built = Checkout.ROOT.resolve(jar);
            assertThat(built).as("what this build has packaged").exists();
            // They are of this very build; their time says when something in them changed last, and would start another
            // one.
            Files.setLastModifiedTime(built, FileTime.from(Clock.systemUTC().instant()));
        }
    }

    static Stream<CommandLine> commands() {
        Page readme = Page.of("README.md");
        Stream<CommandLine> inBlocks = readme.blocks("sh").stream().flatMap(block -> CommandLine.of(block).stream());
        Stream<CommandLine> inText = readme.code().stream()
                .filter(code -> code.startsWith("./emcp "))
                .flatMap(code -> CommandLine.of(code).stream());
        return Stream.concat(inBlocks, inText)
                .filter(command -> !command.emcpWord().isEmpty())
                .filter(command -> !CIRCLES.contains(command.emcpWord()) && !WRITERS.contains(command.emcpWord()))
                .distinct();
    }

    @Test
    void thereAreServersAndOthersAmongThem() {
        assertThat(commands().map(CommandLine::emcpWord)).contains("demo", "run", "doctor", "keygen", "help");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheReadmeWorks(CommandLine command) throws Exception {
        if (SERVERS.contains(command.emcpWord())) {
            try (Launch server = launched(command)) {
                server.until(
                        command.emcpWord().equals("demo") ? "Ctrl-C stops both" : "Serving MCP at", PATIENCE_SECONDS);
            }
        } else {
            try (Launch ended = launched(command)) {
                assertThat(ended.end(PATIENCE_SECONDS)).as(command.text()).isZero();
            }
        }
    }

    @Test
    void theCallOfTheReadmeBringsItsAnswer() throws Exception {
        Page readme = Page.of("README.md");
        CommandLine curl = readme.blocks("sh").stream()
                .flatMap(block -> CommandLine.of(block).stream())
                .filter(command ->
                        !command.words().isEmpty() && command.words().getFirst().equals("curl"))
                .findFirst()
                .orElseThrow();
        List<String> words = curl.words().stream()
                .map(word -> word.replace(":8000/", ":" + port + "/"))
                .toList();
        try (Launch demo = launched(CommandLine.of("./emcp demo").getFirst())) {
            demo.until("Ctrl-C stops both", PATIENCE_SECONDS);
            JsonNode answer = new ObjectMapper().readTree(answerTo(words)).at("/result/structuredContent");
            JsonNode shown = new ObjectMapper().readTree(readme.blocks("json").getFirst());
            assertThat(SampleCall.comparable(answer)).isEqualTo(SampleCall.comparable(shown));
        }
    }

    private static String answerTo(List<String> words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).start();
        } catch (IOException missing) {
            throw new AssertionError(
                    "The README calls curl and there is none. Install it: apt-get install curl", missing);
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return answer;
    }

    /** As it is written, but on a free port of this machine, and with a stand-in for each secret. */
    private Launch launched(CommandLine command) throws IOException, NoSuchAlgorithmException {
        Map<String, String> settings = new HashMap<>();
        for (Map.Entry<String, String> setting : command.settings().entrySet()) {
            settings.put(setting.getKey(), setting.getValue().replace("…", STAND_IN));
            if (setting.getKey().endsWith("_FILE")) {
                Files.writeString(folder.resolve(setting.getValue()), privateKey());
            }
        }
        settings.put("MCP_PORT", String.valueOf(port));
        settings.put("MCP_HOST", "127.0.0.1");
        List<String> words = new ArrayList<>(command.words());
        words.set(0, folder.resolve("emcp").toString());
        if (command.emcpWord().equals("demo")) {
            words.addAll(List.of("--port", String.valueOf(port)));
        }
        return new Launch(words, settings, folder);
    }

    private static String privateKey() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
