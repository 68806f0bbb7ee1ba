package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The image that {@code ./emcp image} makes: read as a tar, unpacked, and started without a container engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {

    private static final Pattern SERVING = Pattern.compile("Serving MCP at http://[^ ]+?:([0-9]+)/mcp");
    private static final String HOME = "opt/enterprise-mcp";
    private static final String NOBODY = "65532:65532";

    private Path folder = Path.of("");
    private Path root = Path.of("");
    private JsonNode image = new ObjectMapper().nullNode();

    @BeforeAll
    void makesTheImageAndUnpacksIt(@TempDir Path given) throws Exception {
        folder = given;
        Path tar = folder.resolve("image.tar");
        run(Path.of("..").toRealPath().resolve("emcp").toString(), "image", "--to", tar.toString());
        Path parts = Files.createDirectory(folder.resolve("parts"));
        run("tar", "-xf", tar.toString(), "-C", parts.toString());
        JsonNode manifest = new ObjectMapper()
                .readTree(parts.resolve("manifest.json").toFile())
                .path(0);
        image = new ObjectMapper()
                .readTree(parts.resolve(manifest.path("Config").asText()).toFile())
                .path("config");
        root = Files.createDirectory(folder.resolve("root"));
        for (JsonNode layer : manifest.path("Layers")) {
            run("tar", "-xpf", parts.resolve(layer.asText()).toString(), "-C", root.toString());
        }
    }

    @Test
    void refusesToServeTheNetworkWithoutSignInAndNamesTheWaysOut() throws Exception {
        Process server = start(Map.of());
        String said = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(server.waitFor()).isEqualTo(1);
        assertThat(said).contains("MCP_HOST", "Two ways out").doesNotContain("\tat ");
    }

    @Test
    void letsItsUserWriteNowhereButToTheFolderForTemporaryFiles() throws Exception {
        List<String> writable = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(path -> !Files.isSymbolicLink(path))::iterator) {
                if (Files.getPosixFilePermissions(file).toString().contains("OTHERS_WRITE")) {
                    writable.add(root.relativize(file).toString());
                }
            }
        }
        assertThat(writable).containsExactly("tmp");
    }

    @Test
    void saysWhoRunsWhatAndWhere() {
        assertThat(image.path("User").asText()).isEqualTo(NOBODY);
        assertThat(image.path("ExposedPorts").has("8000/tcp")).isTrue();
        assertThat(image.path("Entrypoint").path(0).asText()).isEqualTo("/" + HOME + "/runtime/bin/java");
        assertThat(image.path("Labels").path("org.opencontainers.image.title").asText())
                .isEqualTo("enterprise-mcp");
        assertThat(image.path("Env").toString()).contains("MCP_HOST=0.0.0.0", "MCP_TRANSPORT=http");
    }

    @Test
    void answersACallWithItsCacheInForceAndEndsInOrder() throws Exception {
        try (PlainSandbox sandbox = PlainSandbox.start()) {
            Process server = start(Map.of(
                    "MCP_HOST",
                    "127.0.0.1",
                    "MCP_PORT",
                    "0",
                    "UPSTREAM_API_BASE_URL",
                    sandbox.baseUrl(),
                    "UPSTREAM_ACCESS_TOKEN",
                    sandbox.accessToken()));
            try {
                McpProbe client = new McpProbe(portOf(server)).open("2025-11-25");
                JsonNode created = client.call(
                        "create_record", Map.of("record_type", "customer", "payload", Map.of("name", "Acme")));
                assertThat(created.path("ok").asBoolean())
                        .as(created.toString())
                        .isTrue();
                server.toHandle().destroy();
                assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(server.exitValue()).isZero();
            } finally {
                server.destroyForcibly();
            }
        }
    }

    /** As its own user inside the image where that is allowed; else from the unpacked files. A cache out of force is fatal. */
    private Process start(Map<String, String> settings) throws IOException {
        boolean inside = "root".equals(System.getProperty("user.name"));
        String place = inside ? "/" + HOME : root.resolve(HOME).toString();
        List<String> command = new ArrayList<>();
        if (inside) {
            command.addAll(List.of("chroot", "--userspec=" + NOBODY, root.toString()));
        }
        for (JsonNode word : image.path("Entrypoint")) {
            command.add(word.asText().replace("/" + HOME, place));
            if (command.getLast().endsWith("/java")) {
                command.add("-XX:AOTMode=on");
            }
        }
        ProcessBuilder process = new ProcessBuilder(command);
        Map<String, String> environment = process.environment();
        String path = environment.get("PATH");
        environment.clear();
        environment.put("PATH", path);
        // There is no /proc in there, by which the runtime finds its libraries in a container.
        environment.put("LD_LIBRARY_PATH", place + "/runtime/lib");
        for (JsonNode setting : image.path("Env")) {
            String[] parts = setting.asText().split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        environment.putAll(settings);
        return process.directory(folder.toFile()).start();
    }

    private static int portOf(Process server) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader err = server.errorReader();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                return Integer.parseInt(serving.group(1));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server did not say where it serves: " + said);
    }

    private void run(String... command) throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> text(said)).isZero();
    }

    private static String text(Path said) {
        try {
            return Files.readString(said);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
