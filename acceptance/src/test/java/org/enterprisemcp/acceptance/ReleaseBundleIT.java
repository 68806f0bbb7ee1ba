package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle for desktop clients: packed, unpacked and started as its manifest says. */
class ReleaseBundleIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aJarThatIsNotThereIsRefused() throws Exception {
        Process packing = pack(folder.resolve("none.jar"), folder.resolve("none.mcpb"));
        assertThat(packing.waitFor()).isEqualTo(2);
        assertThat(new String(packing.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("usage: deploy/release/mcpb.sh JAR BUNDLE");
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

    @Test
    void theRegistryIsToldWhatTheProductKnows() throws IOException {
        JsonNode server = JSON.readTree(ROOT.resolve("server.json").toFile());
        assertThat(server.get("name").textValue()).matches("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");
        assertThat(server.get("description").textValue()).hasSizeBetween(1, 100);
        String version = server.get("version").textValue();
        assertThat(server.at("/packages/0/identifier").textValue()).endsWith(":" + version);
        for (JsonNode each : server.at("/packages/0/environmentVariables")) {
            EnvironmentKey key = EnvironmentKey.valueOf(each.get("name").textValue());
            assertThat(each.path("isSecret").booleanValue()).as(key.name()).isEqualTo(key.secret());
        }
        assertThat(JSON.readTree(ROOT.resolve("deploy/release/mcpb/manifest.json")
                                .toFile())
                        .get("version")
                        .textValue())
                .isEqualTo(version);
    }

    @Test
    void theUnpackedBundleServesItsToolsAndTwoPackingsAreTheSame() throws Exception {
        Path jar = ROOT.resolve("bootstrap/target/enterprise-mcp.jar");
        Path bundle = folder.resolve("one.mcpb");
        Path again = folder.resolve("two.mcpb");
        assertThat(pack(jar, bundle).waitFor()).isZero();
        assertThat(pack(jar, again).waitFor()).isZero();
        assertThat(Files.mismatch(bundle, again)).isEqualTo(-1);

        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        unpack(bundle, unpacked);
        JsonNode manifest = JSON.readTree(unpacked.resolve("manifest.json").toFile());
        assertThat(unpacked.resolve(manifest.at("/server/entry_point").textValue()))
                .isRegularFile();
        JsonNode config = manifest.at("/server/mcp_config");
        List<String> command = new ArrayList<>();
        assertThat(config.get("command").textValue()).isEqualTo("java");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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

    private static Process pack(Path jar, Path bundle) throws IOException {
        ProcessBuilder packing = new ProcessBuilder(
                        "sh", ROOT.resolve("deploy/release/mcpb.sh").toString(), jar.toString(), bundle.toString())
                .redirectErrorStream(true);
        packing.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return packing.start();
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
