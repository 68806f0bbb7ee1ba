package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The image that {@code ./emcp image} makes: read as a tar, unpacked, and started without a container engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {

    private static final Logger LOG = System.getLogger(ImageIT.class.getName());
    private static final String HOME = "opt/enterprise-mcp";
    private static final String NOBODY = "65532:65532";
    /** As tar lists an entry: its permissions, its owner and group by number, and after size and time its name. */
    private static final Pattern LISTED = Pattern.compile("(\\S{10}) ([0-9]+)/([0-9]+) +[0-9]+ \\S+ \\S+ (.+)");

    private static final int STARTS = 5;
    /** Far above what a start takes; machines that build are slow and shared. What it took is in the log. */
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private static final byte[] FIRST_CALL = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_record","arguments":{"record_type":"customers",\
            "record_id":"1"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}}}""".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> FIRST_HEADERS = Map.of(
            "Content-Type", "application/json",
            "Accept", "application/json, text/event-stream",
            "MCP-Protocol-Version", "2026-07-28",
            "Mcp-Method", "tools/call",
            "Mcp-Name", "get_record");

    private Path folder = Path.of("");
    private Path root = Path.of("");
    private final List<Path> layers = new ArrayList<>();
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
            layers.add(parts.resolve(layer.asText()));
            run("tar", "-xpf", layers.getLast().toString(), "-C", root.toString());
        }
        // What an engine gives. Without sources of randomness the runtime gathers its own, which takes ten seconds;
        // devices only
        // root may make, and a few starts need no more than a file holds.
        Files.writeString(
                root.resolve("etc/hosts"),
                "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n");
        Path devices = Files.createDirectories(root.resolve("dev"));
        for (String source : List.of("random", "urandom")) {
            byte[] bytes = new byte[1 << 20];
            new SecureRandom().nextBytes(bytes);
            Files.write(devices.resolve(source), bytes);
        }
    }

    @Test
    void refusesToServeTheNetworkWithoutSignInAndNamesTheWaysOut() throws Exception {
        Process server = command(Map.of()).start();
        String said = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(server.waitFor()).isEqualTo(1);
        assertThat(said).contains("MCP_HOST", "Two ways out").doesNotContain("\tat ");
    }

    @Test
    void letsItsUserWriteNowhereButToTheFolderForTemporaryFiles() throws Exception {
        List<String> listing = new ArrayList<>();
        for (Path layer : layers) {
            run("tar", "--numeric-owner", "--warning=no-unknown-keyword", "-tvf", layer.toString());
            listing.addAll(Files.readAllLines(folder.resolve("said")));
        }
        assertThat(listing).anyMatch(line -> line.endsWith(HOME + "/app.aot"));
        assertThat(listing.stream()
                        .map(ImageIT::listed)
                        .filter(ImageIT::isWritable)
                        .map(entry -> entry.group(4)))
                .containsExactly("tmp/");
        assertThat(listing.stream().map(ImageIT::listed).filter(ImageIT::lendsItsOwnersRights))
                .isEmpty();
    }

    @Test
    void saysWhoRunsWhatAndWhere() {
        assertThat(image.path("User").asText()).isEqualTo(NOBODY);
        assertThat(image.path("ExposedPorts").has("8000/tcp")).isTrue();
        assertThat(image.path("Entrypoint"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "/" + HOME + "/runtime/bin/java",
                        "@/" + HOME + "/java.options",
                        "-XX:AOTCache=/" + HOME + "/app.aot",
                        "-jar",
                        "/" + HOME + "/app/enterprise-mcp.jar");
        assertThat(image.path("WorkingDir").asText()).isEqualTo("/tmp");
        assertThat(image.path("Labels").path("org.opencontainers.image.title").asText())
                .isEqualTo("enterprise-mcp");
        assertThat(image.path("Env").toString()).contains("MCP_HOST=0.0.0.0", "MCP_TRANSPORT=http");
    }

    @Test
    void answersACallWithItsCacheInForceAndEndsInOrder() {
        try (PlainSandbox sandbox = PlainSandbox.start()) {
            ServerProcess server = new ServerProcess(command(settings(sandbox)));
            try {
                McpProbe client = new McpProbe(server.port()).open("2025-11-25");
                JsonNode created = client.call(
                        "create_record",
                        Map.of(
                                "record_type",
                                "customers",
                                "payload",
                                Map.of("name", "Acme", "email", "acme@example.com", "credit_limit", 12.5)));
                assertThat(created.at("/structuredContent/ok").asBoolean())
                        .as(created.toString())
                        .isTrue();
            } finally {
                assertThat(server.stop()).isZero();
            }
        }
    }

    @Test
    void answersTheFirstCallSoonAfterItsStart() {
        try (PlainSandbox sandbox = PlainSandbox.start()) {
            Duration with = start(sandbox, "on");
            Duration without = start(sandbox, "off");
            LOG.log(
                    Level.INFO,
                    "from the start of the process to the first answered tools/call: {0} ms, without the cache {1} ms; medians of {2}",
                    String.valueOf(with.toMillis()),
                    String.valueOf(without.toMillis()),
                    String.valueOf(STARTS));
            assertThat(with).isLessThan(LONGEST_START);
            assertThat(with).as("what the cache is for").isLessThan(without);
        }
    }

    /** How long a start takes, the median of several. */
    private Duration start(PlainSandbox sandbox, String cache) {
        List<Duration> starts = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            long begun = System.nanoTime();
            try (ServerProcess server = new ServerProcess(command(settings(sandbox), cache))) {
                HttpReply reply = new RawHttp(server.port()).send("POST", "/mcp", FIRST_HEADERS, FIRST_CALL);
                starts.add(Duration.ofNanos(System.nanoTime() - begun));
                assertThat(reply.json().at("/result/structuredContent/ok").asBoolean())
                        .as(reply.text())
                        .isTrue();
            }
        }
        Collections.sort(starts);
        return starts.get(STARTS / 2);
    }

    private static Map<String, String> settings(PlainSandbox sandbox) {
        return Map.of(
                "MCP_HOST",
                "127.0.0.1",
                "MCP_PORT",
                "0",
                "UPSTREAM_API_BASE_URL",
                sandbox.baseUrl(),
                "UPSTREAM_ACCESS_TOKEN",
                sandbox.accessToken());
    }

    private static Matcher listed(String line) {
        Matcher entry = LISTED.matcher(line);
        assertThat(entry.matches()).as(line).isTrue();
        return entry;
    }

    /** By the image's user, who is nobody's group but his own. A link has the rights of what it leads to. */
    private static boolean isWritable(Matcher entry) {
        String rights = entry.group(1);
        // An owner may always take the right to write.
        boolean owns = entry.group(2).equals(NOBODY.substring(0, NOBODY.indexOf(':')));
        boolean shares = entry.group(3).equals(NOBODY.substring(NOBODY.indexOf(':') + 1));
        return rights.charAt(0) != 'l' && (owns || (shares && rights.charAt(5) == 'w') || rights.charAt(8) == 'w');
    }

    private static boolean lendsItsOwnersRights(Matcher entry) {
        return entry.group(1).substring(1, 7).toLowerCase(Locale.ROOT).contains("s");
    }

    /** With a cache that is fatal when it is out of force. */
    private ProcessBuilder command(Map<String, String> settings) {
        return command(settings, "on");
    }

    /** As its own user inside the image where that is allowed; else from the unpacked files. */
    private ProcessBuilder command(Map<String, String> settings, String cache) {
        boolean inside = "root".equals(System.getProperty("user.name"));
        String place = inside ? "/" + HOME : root.resolve(HOME).toString();
        List<String> command = new ArrayList<>();
        if (inside) {
            command.addAll(List.of("chroot", "--userspec=" + NOBODY, root.toString()));
        }
        for (JsonNode word : image.path("Entrypoint")) {
            command.add(word.asText().replace("/" + HOME, place));
            if (command.getLast().endsWith("/java")) {
                command.add("-XX:AOTMode=" + cache);
            }
        }
        ProcessBuilder process = new ProcessBuilder(command);
        Map<String, String> environment = process.environment();
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.put("PATH", path);
        // There is no /proc in there, by which the runtime finds its libraries in a container.
        environment.put("LD_LIBRARY_PATH", place + "/runtime/lib");
        for (JsonNode setting : image.path("Env")) {
            String[] parts = setting.asText().split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        environment.putAll(settings);
        return process.directory(folder.toFile());
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
