package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundle for desktop clients: packed, unpacked and started as its manifest says. */
class ReleaseBundleIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("bootstrap/target/enterprise-mcp.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aJarThatIsNotThereIsRefused() throws Exception {
        Ended refused = pack(folder.resolve("none.jar"), folder.resolve("none.mcpb"));
        assertThat(refused.said()).contains("usage: deploy/release/mcpb.sh JAR BUNDLE");
        assertThat(refused.status()).isEqualTo(2);
    }

    @Test
    void secretsOfTheManifestAreSensitiveAndEverySettingIsOneOfTheProduct() throws IOException {
        JsonNode manifest =
                JSON.readTree(ROOT.resolve("deploy/release/mcpb/manifest.json").toFile());
        assertThat(manifest.get("manifest_version").textValue()).isEqualTo("0.3");
        List<String> asked = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each :
                manifest.at("/server/mcp_config/env").properties()) {
            EnvironmentKey key = EnvironmentKey.valueOf(each.getKey());
            String value = each.getValue().textValue();
            if (value.startsWith("${user_config.")) {
                String name = value.substring("${user_config.".length(), value.length() - 1);
                asked.add(name);
                JsonNode option = manifest.get("user_config").get(name);
                assertThat(option).as(name).isNotNull();
                assertThat(option.path("sensitive").booleanValue()).as(name).isEqualTo(key.secret());
                assertThat(option.has("title") && option.has("description") && option.has("type"))
                        .as(name)
                        .isTrue();
            } else {
                assertThat(key.secret()).as(key.name()).isFalse();
            }
        }
        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(List.copyOf(manifest.get("user_config")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "9.9.9, owner/enterprise-mcp, set the version in the POMs first",
        "'', owner/enterprise-mcp, set the version in the POMs first",
        "VERSION, owner, owner is not OWNER/REPOSITORY",
        "VERSION, owner/a/b, owner/a/b is not OWNER/REPOSITORY",
        "VERSION, owner/a b, owner/a b is not OWNER/REPOSITORY"
    })
    void aReleaseOfAnotherVersionOrOfNobodyIsRefused(String version, String repository, String why) throws Exception {
        Path dist = folder.resolve("refused");
        Ended refused = assets(dist, version.replace("VERSION", version()), repository);
        assertThat(refused.said()).contains(why, "usage: deploy/release/assets.sh");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(dist).doesNotExist();
    }

    @Test
    void theRegistryIsToldWhatTheReleaseOffersAndTwoReleasesOfOneBuildAreTheSame() throws Exception {
        Path dist = folder.resolve("dist");
        Path again = folder.resolve("again");
        for (Path each : List.of(dist, again)) {
            Ended made = assets(each, version(), "Some-Owner/enterprise-mcp");
            assertThat(made.status()).as(made.said()).isZero();
        }
        JsonNode server = JSON.readTree(dist.resolve("server.json").toFile());
        assertThat(server.toString()).doesNotContain("${");
        assertThat(server.get("name").textValue()).isEqualTo("io.github.Some-Owner/enterprise-mcp");
        assertThat(server.get("description").textValue()).hasSizeBetween(1, 100);
        assertThat(server.get("version").textValue()).isEqualTo(version());
        assertThat(server.get("packages")).hasSize(1);
        JsonNode bundle = server.at("/packages/0");
        assertThat(bundle.get("registryType").textValue()).isEqualTo("mcpb");
        String url = bundle.get("identifier").textValue();
        assertThat(url)
                .startsWith("https://github.com/Some-Owner/enterprise-mcp/releases/download/v" + version() + "/");
        Path offered = dist.resolve(url.substring(url.lastIndexOf('/') + 1));
        assertThat(bundle.get("fileSha256").textValue()).isEqualTo(sha256(offered));

        Map<String, String> sums = Files.readAllLines(dist.resolve("SHA256SUMS")).stream()
                .map(line -> line.split(" {2}", 2))
                .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
        assertThat(sums)
                .containsOnlyKeys(
                        "enterprise-mcp.tar.gz", "enterprise-mcp-appservice.zip", "enterprise-mcp.mcpb", "server.json");
        for (Map.Entry<String, String> each : sums.entrySet()) {
            assertThat(each.getValue()).as(each.getKey()).isEqualTo(sha256(dist.resolve(each.getKey())));
            assertThat(Files.mismatch(dist.resolve(each.getKey()), again.resolve(each.getKey())))
                    .as(each.getKey())
                    .isEqualTo(-1);
        }
    }

    @Test
    void theTarAndTheZipForAppServiceHoldAServerThatStarts() throws Exception {
        Path dist = folder.resolve("dist");
        assertThat(assets(dist, version(), "owner/enterprise-mcp").status()).isZero();
        Path tar = Files.createDirectory(folder.resolve("tar"));
        assertThat(run(List.of(
                                "tar",
                                "-xzf",
                                dist.resolve("enterprise-mcp.tar.gz").toString(),
                                "-C",
                                tar.toString()))
                        .status())
                .isZero();
        Path zip = Files.createDirectory(folder.resolve("zip"));
        unpack(dist.resolve("enterprise-mcp-appservice.zip"), zip);
        assertThat(Files.mismatch(zip.resolve("startup.sh"), ROOT.resolve("deploy/azure/startup.sh")))
                .isEqualTo(-1);
        for (Path home : List.of(tar, zip)) {
            Ended told =
                    run(List.of(JAVA, "-jar", home.resolve("enterprise-mcp.jar").toString(), "--version"));
            assertThat(told.said()).contains(version());
            assertThat(told.status()).isZero();
        }
    }

    @Test
    void theUnpackedBundleServesItsToolsAndTwoPackingsAreTheSame() throws Exception {
        Path bundle = folder.resolve("one.mcpb");
        Path again = folder.resolve("two.mcpb");
        assertThat(pack(JAR, bundle).status()).isZero();
        assertThat(pack(JAR, again).status()).isZero();
        assertThat(Files.mismatch(bundle, again)).isEqualTo(-1);

        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        unpack(bundle, unpacked);
        JsonNode manifest = JSON.readTree(unpacked.resolve("manifest.json").toFile());
        assertThat(manifest.get("version").textValue()).isEqualTo(version());
        assertThat(unpacked.resolve(manifest.at("/server/entry_point").textValue()))
                .isRegularFile();
        JsonNode config = manifest.at("/server/mcp_config");
        List<String> command = new ArrayList<>();
        assertThat(config.get("command").textValue()).isEqualTo("java");
        command.add(JAVA);
        config.get("args").forEach(word -> command.add(word.textValue().replace("${__dirname}", unpacked.toString())));
        ProcessBuilder server = new ProcessBuilder(command)
                .directory(unpacked.toFile())
                .redirectError(folder.resolve("stderr").toFile());
        for (Map.Entry<String, JsonNode> each : config.get("env").properties()) {
            server.environment().put(each.getKey(), value(each.getValue().textValue(), manifest));
        }
        try (StdioClient client = new StdioClient(server)) {
            assertThat(client.initialize().at("/result/serverInfo/name").isTextual())
                    .isTrue();
            assertThat(client.request("tools/list").at("/result/tools").findValuesAsText("name"))
                    .contains("create_record", "execute_query");
        }
    }

    /** As a client fills it in: what the user gave, else the default. */
    private static String value(String template, JsonNode manifest) {
        if (!template.startsWith("${user_config.")) {
            return template;
        }
        String name = template.substring("${user_config.".length(), template.length() - 1);
        return switch (name) {
            case "upstream_api_base_url" -> "http://127.0.0.1:9/";
            case "upstream_access_token" -> "a-token-of-the-test";
            default -> manifest.at("/user_config/" + name + "/default").textValue();
        };
    }

    private record Ended(int status, String said) {}

    private static Ended pack(Path jar, Path bundle) throws Exception {
        return run(List.of(script("mcpb.sh"), jar.toString(), bundle.toString()));
    }

    private static Ended assets(Path dist, String version, String repository) throws Exception {
        return run(List.of(script("assets.sh"), JAR.toString(), dist.toString(), version, repository));
    }

    private static String version() throws Exception {
        return run(List.of(script("version.sh"), JAR.toString())).said().strip();
    }

    private static String script(String name) {
        return ROOT.resolve("deploy/release").resolve(name).toString();
    }

    private static Ended run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static void unpack(Path bundle, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                Path file = into.resolve(entry.getName()).normalize();
                assertThat(file.startsWith(into)).as(entry.getName()).isTrue();
                Files.createDirectories(file.getParent());
                try (InputStream bytes = zip.getInputStream(entry)) {
                    Files.copy(bytes, file);
                }
            }
        }
    }
}
